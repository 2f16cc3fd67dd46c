/** A part of a normalized text that a model sees by itself. */
export interface Word {
  readonly text: string;
  /** Offset in the normalized text of the first unit that is from there. */
  readonly start: number;
  /** Units in front that are not from there, and stand for its first code point. */
  readonly prefix: number;
}

/** The part [from, to) of a word. */
export function slice(word: Word, from: number, to: number): Word {
  if (from === 0 && to === word.text.length) return word;
  return {
    text: word.text.slice(from, to),
    start: word.start + Math.max(0, from - word.prefix),
    prefix: Math.min(to, Math.max(0, word.prefix - from)),
  };
}

/** A word's unit in the normalized text. */
export function unitIn(word: Word, unit: number): number {
  return word.start + Math.max(0, unit - word.prefix);
}
