import { isPairAt, pairCodePoint } from './codePoints';
import { UNICODE_16_RUNS } from './unicode16';

/*
 * Classes of code points, as bit sets. They are pinned to one version of Unicode, so that a text has the same
 * tokens on every host; see scripts/assets/unicode-classes.mjs.
 */

/** \p{Lu} \p{Lt} \p{Lm} \p{Lo} \p{M}: what may begin a cased word in o200k_base's pattern. */
export const UPPER = 1;
/** \p{Ll} \p{Lm} \p{Lo} \p{M}: what may follow there. */
export const LOWER = 2;
/** \p{L} */
export const LETTER = 4;
/** \p{N} */
export const NUMBER = 8;
/** \s as Rust's regex has it, \p{White_Space}; JavaScript's \s differs at U+0085 and U+FEFF. */
export const SPACE = 16;
/** [\r\n] */
export const NEWLINE = 32;
/** A surrogate: what it is depends on its neighbour, ask `classAt`. */
export const SURROGATE = 64;

const FLAGS: Readonly<Record<string, number>> = {
  O: 0,
  U: UPPER | LETTER,
  L: LOWER | LETTER,
  C: UPPER | LOWER | LETTER,
  M: UPPER | LOWER,
  N: NUMBER,
  S: SPACE,
};

/** Classes of the code points [from, from + size). */
function expand(from: number, size: number): Uint8Array {
  const table = new Uint8Array(size);
  let start = 0;
  for (const [, length, letter] of UNICODE_16_RUNS.matchAll(/([0-9a-z]+)([A-Z])/g)) {
    const end = start + parseInt(length!, 36);
    if (end > from) table.fill(FLAGS[letter!]!, Math.max(0, start - from), end - from);
    start = end;
    if (start >= from + size) break;
  }
  return table;
}

/** Classes of the basic plane's units; SURROGATE alone for half a pair. */
export const UNIT_CLASSES = expand(0, 0x10000).fill(SURROGATE, 0xd800, 0xe000);
UNIT_CLASSES[10]! |= NEWLINE;
UNIT_CLASSES[13]! |= NEWLINE;

/** Classes of the code points from U+10000 on; made when the first of them is met. */
let astralClasses: Uint8Array | undefined;

/** Class of the code point at units[index]; none for a lone surrogate, which stands for U+FFFD. */
export function classAt(units: Uint16Array, index: number, limit: number): number {
  const unitClass = UNIT_CLASSES[units[index]!]!;
  if (unitClass !== SURROGATE) return unitClass;
  if (!isPairAt(units, index, limit)) return 0;
  astralClasses ??= expand(0x10000, 0x100000);
  return astralClasses[pairCodePoint(units[index]!, units[index + 1]!) - 0x10000]!;
}

/** Units of the code point at units[index]: 2 for a surrogate pair, else 1. */
export function widthAt(units: Uint16Array, index: number, limit: number): number {
  return isPairAt(units, index, limit) ? 2 : 1;
}
