import { isHighSurrogate, isLowSurrogate, isPairAt } from './codePoints';

/*
 * A lone surrogate has no UTF-8 form. Here, as in TextEncoder and in tiktoken's JavaScript binding, it is
 * U+FFFD, so three bytes.
 */

/** Bytes of UTF-8 that the UTF-16 range [start, end) of a text takes. */
export function utf8Length(text: string, start = 0, end = text.length): number {
  let bytes = end - start;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (isHighSurrogate(unit) && i + 1 < end && isLowSurrogate(text.charCodeAt(i + 1))) {
      bytes += 2; // four bytes for two units
      i++;
    } else bytes += 2;
  }
  return bytes;
}

/** Bytes of UTF-8 that units[start, end) take. */
export function utf8LengthOfUnits(units: Uint16Array, start: number, end: number): number {
  let bytes = end - start;
  for (let i = start; i < end; i++) {
    const unit = units[i]!;
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else {
      bytes += 2;
      if (isPairAt(units, i, end)) i++;
    }
  }
  return bytes;
}

/** Pieces of bytes one after another, as one. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
