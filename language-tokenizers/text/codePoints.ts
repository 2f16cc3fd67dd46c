/** UTF-16 in plain numbers: what is half of a pair, what a pair stands for, how many bytes of UTF-8 it takes. */

export function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

export function isLowSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}

/** The code point of a surrogate pair. */
export function pairCodePoint(high: number, low: number): number {
  return 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff);
}

/** True where units[index] and its successor, both below `limit`, are a surrogate pair. */
export function isPairAt(units: Uint16Array, index: number, limit: number): boolean {
  return isHighSurrogate(units[index]!) && index + 1 < limit && isLowSurrogate(units[index + 1]!);
}

/** Largest start of a code point of the text that is not after `offset`. */
export function codePointStart(text: string, offset: number): number {
  const insidePair =
    offset > 0 && isLowSurrogate(text.charCodeAt(offset)) && isHighSurrogate(text.charCodeAt(offset - 1));
  return insidePair ? offset - 1 : offset;
}

/** Smallest start of a code point of the text, or its end, that is not before `offset`. */
export function codePointEdge(text: string, offset: number): number {
  return codePointStart(text, offset) < offset ? offset + 1 : offset;
}
