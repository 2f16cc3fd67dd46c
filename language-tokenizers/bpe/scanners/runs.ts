import {
  classAt,
  LETTER,
  NEWLINE,
  NUMBER,
  SPACE,
  SURROGATE,
  UNIT_CLASSES,
  widthAt,
} from '../../text/characterClasses';

/*
 * The parts that split patterns share. Each takes the index to start at and the text's limit.
 */

/** What a symbol is not: [\s\p{L}\p{N}]. */
export const NOT_SYMBOL = SPACE | LETTER | NUMBER;

/** End of the run of code points that have a class of `mask`. */
export function runEnd(units: Uint16Array, start: number, limit: number, mask: number): number {
  const classes = UNIT_CLASSES;
  let at = start;
  for (;;) {
    while (at < limit && classes[units[at]!]! & mask) at++;
    if (at === limit || classes[units[at]!] !== SURROGATE || !(classAt(units, at, limit) & mask)) return at;
    at += 2;
  }
}

/** End of [^\s\p{L}\p{N}]*. */
export function symbolsEnd(units: Uint16Array, start: number, limit: number): number {
  const classes = UNIT_CLASSES;
  let at = start;
  while (at < limit) {
    const unitClass = classes[units[at]!]!;
    if (unitClass & NOT_SYMBOL) break;
    if (unitClass === SURROGATE) {
      if (classAt(units, at, limit) & NOT_SYMBOL) break;
      at += widthAt(units, at, limit);
    } else at++;
  }
  return at;
}

/** End of \p{N}{0,most}. */
export function numbersEnd(units: Uint16Array, start: number, limit: number, most: number): number {
  let at = start;
  for (let digits = 0; digits < most && at < limit; digits++) {
    if (!(classAt(units, at, limit) & NUMBER)) break;
    at += widthAt(units, at, limit);
  }
  return at;
}

/**
 * End of \s*[\r\n]+|\s+(?!\S)|\s+ where the run of white space [start, end) is known and not empty: up to the
 * last line break, or else all but the last space before a word.
 */
export function spaceEnd(units: Uint16Array, start: number, end: number, limit: number): number {
  for (let at = end - 1; at >= start; at--) {
    if (UNIT_CLASSES[units[at]!]! & NEWLINE) return at + 1;
  }
  return allButLastSpace(start, end, limit);
}

/** End of \s+(?!\S)|\s+ where the run of white space [start, end) is known and not empty. */
export function allButLastSpace(start: number, end: number, limit: number): number {
  return end === limit || end - start === 1 ? end : end - 1;
}
