/** Units of a binary file's start that are looked at, as git does. */
const LOOKED_AT = 8000;

/** A file's content: text, or why it is none (the words complete "The file is …"). */
export type Content = { readonly text: string } | { readonly problem: string };

/** Decodes strictly: a replaced byte would change the tokens. A byte order mark stays, as it costs tokens. */
export function decode(bytes: Uint8Array): Content {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    return { problem: 'UTF-16 and not UTF-8' };
  }
  if (bytes.subarray(0, LOOKED_AT).includes(0)) return { problem: 'binary' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { problem: `not valid UTF-8 (byte ${firstInvalid(bytes)})` };
  }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

/** Where decoding and encoding again first differs. */
function firstInvalid(bytes: Uint8Array): number {
  const again = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  return bytes.findIndex((byte, i) => again[i] !== byte);
}
