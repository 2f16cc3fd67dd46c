/** What the bytes of a file that is not valid UTF-8 look like. */
export interface Utf8Statistics {
  bytes: number;
  /** Characters of two bytes and more that are as UTF-8 has them. */
  multibyte: number;
  /** Bytes that belong to no UTF-8 character. */
  invalid: number;
  /** Bytes of 0x80 and above. */
  high: number;
  /** Unbroken runs of them. */
  highRuns: number;
  /** Control characters that no text needs. */
  controls: number;
  /** Bytes 0x80 to 0x9F: printable in Windows-1252, controls in Latin-1. */
  c1: number;
  /** Bytes without a meaning in Windows-1252. */
  undefined1252: number;
}

export function newUtf8Statistics(): Utf8Statistics {
  return {
    bytes: 0,
    multibyte: 0,
    invalid: 0,
    high: 0,
    highRuns: 0,
    controls: 0,
    c1: 0,
    undefined1252: 0,
  };
}

/** Adds bytes that start and end between characters. */
export function addUtf8Statistics(to: Utf8Statistics, bytes: Uint8Array): void {
  to.bytes += bytes.length;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) to.invalid++;
    else if (length > 1) to.multibyte++;
    for (const end = at + Math.max(length, 1); at < end; at++) addByte(to, bytes[at]!, bytes[at - 1] ?? 0);
  }
}

function addByte(to: Utf8Statistics, byte: number, before: number): void {
  if (isControl(byte)) to.controls++;
  if (byte < 0x80) return;
  to.high++;
  if (before < 0x80) to.highRuns++;
  if (byte >= 0xa0) return;
  to.c1++;
  if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) to.undefined1252++;
}

/** Not the white space, nor the backspace and escape of terminal logs. */
export function isControl(unit: number): boolean {
  return (unit < 0x20 && !((unit >= 0x08 && unit <= 0x0d) || unit === 0x1b)) || unit === 0x7f;
}

/**
 * Bytes of the UTF-8 character that starts at bytes[at], 0 where none does (Unicode 15, table 3-7: no overlong
 * form, no surrogate, nothing above U+10FFFF).
 */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const second = bytes[at + 1] ?? 0;
  if (lead < 0xe0) return isContinuation(second) ? 2 : 0;
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most || !isContinuation(bytes[at + 2] ?? 0)) return 0;
  if (lead < 0xf0) return 3;
  return isContinuation(bytes[at + 3] ?? 0) ? 4 : 0;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** The largest end up to which `bytes` can be cut without cutting what may become a character with more bytes. */
export function completeEnd(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back]!;
    if (byte < 0x80) return length;
    if (isContinuation(byte)) continue;
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return wanted > back ? length - back : length;
  }
  return length;
}

/** A stretch of a text, and the number of bytes before the next stretch that are no text. */
export interface TextChunk {
  readonly text: string;
  readonly invalid: number;
}

/** Damaged UTF-8 as its valid stretches. */
export function splitDamaged(bytes: Uint8Array): TextChunk[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const chunks: TextChunk[] = [];
  for (let at = 0; at < bytes.length;) {
    const start = at;
    let length;
    while (at < bytes.length && (length = sequenceLength(bytes, at)) > 0) at += length;
    const end = at;
    while (at < bytes.length && sequenceLength(bytes, at) === 0) at++;
    chunks.push({ text: decoder.decode(bytes.subarray(start, end)), invalid: at - end });
  }
  return chunks;
}
