/*
 * Bytes as binary strings, with one unit for each: unlike arrays, they are compared, looked up and put together as they
 * are.
 */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function binaryOf(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return binary;
}

/** The text that a binary string spells; undefined where it is no valid UTF-8. */
export function textOfBinary(binary: string): string | undefined {
  try {
    return strict.decode(Uint8Array.from(binary, (unit) => unit.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
