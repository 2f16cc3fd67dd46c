/** Writes the text's UTF-16 units into `target` from `at` on. */
export function writeUnits(text: string, target: Uint16Array, at = 0): void {
  for (let i = 0; i < text.length; i++) target[at + i] = text.charCodeAt(i);
}

/** Arguments that every engine takes in one call. */
const CHUNK = 8192;

/** The text of units[start, end), lone surrogates included (TextDecoder would replace them). */
export function textOfUnits(units: Uint16Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i += CHUNK) {
    const chunk = units.subarray(i, Math.min(i + CHUNK, end));
    text += String.fromCharCode.apply(null, chunk as unknown as number[]);
  }
  return text;
}
