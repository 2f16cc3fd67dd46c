/** Units that are converted in one call. */
const CHUNK = 8192;

const encoder = new TextEncoder();
const ascii = new Uint8Array(CHUNK);

/** Writes the text's UTF-16 units into `target` from `at` on. */
export function writeUnits(text: string, target: Uint16Array, at = 0): void {
  if (text.length < 64) {
    writeEach(text, target, at);
    return;
  }
  // The platform's own encoder is several times faster than a loop, and where it wrote as many bytes as there
  // are units, each is its unit.
  for (let start = 0; start < text.length; start += CHUNK) {
    const chunk = text.slice(start, start + CHUNK);
    const { read, written } = encoder.encodeInto(chunk, ascii);
    if (read === chunk.length && written === chunk.length) target.set(ascii.subarray(0, written), at + start);
    else writeEach(chunk, target, at + start);
  }
}

function writeEach(text: string, target: Uint16Array, at: number): void {
  for (let i = 0; i < text.length; i++) target[at + i] = text.charCodeAt(i);
}

/** The text of units[start, end), lone surrogates included (TextDecoder would replace them). */
export function textOfUnits(units: Uint16Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i += CHUNK) {
    const chunk = units.subarray(i, Math.min(i + CHUNK, end));
    text += String.fromCharCode.apply(null, chunk as unknown as number[]);
  }
  return text;
}
