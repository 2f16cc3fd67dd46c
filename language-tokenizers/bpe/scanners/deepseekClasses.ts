import { isPairAt, pairCodePoint } from '../../text/codePoints';
import { CodePointSet, WHITE_SPACE } from '../../text/codePointSet';

/** [\p{L}\p{M}] */
export const WORD = 1;
/** [\p{P}\p{S}] */
export const SYMBOL = 2;
/** \p{N} */
export const DIGIT = 4;
/** [一-龥぀-ゟ゠-ヿ], besides what else it is. */
export const CJK = 8;
export const SPACE = 16;
/** [\r\n], besides SPACE. */
export const NEWLINE = 32;
const SURROGATE = 64;

const SETS: readonly (readonly [CodePointSet, number])[] = [
  [property('L').union(property('M')), WORD],
  [property('P').union(property('S')), SYMBOL],
  [property('N'), DIGIT],
  [CodePointSet.of([0x4e00, 0x9fa6], [0x3040, 0x3100]), CJK],
  [WHITE_SPACE, SPACE],
  [CodePointSet.ofText('\r\n'), NEWLINE],
];

function property(name: string): CodePointSet {
  const set = CodePointSet.ofProperty(name);
  if (!set) throw new RangeError(`No property ${name}.`);
  return set;
}

/** Classes of the code points [from, to). */
function classesOf(from: number, to: number): Uint8Array {
  const classes = new Uint8Array(to - from);
  for (const [set, bit] of SETS) {
    for (const [start, end] of set.ranges) {
      for (let at = Math.max(start, from); at < Math.min(end, to); at++) classes[at - from]! |= bit;
    }
  }
  return classes;
}

const UNITS = classesOf(0, 0x10000).fill(SURROGATE, 0xd800, 0xe000);
let astral: Uint8Array | undefined;

/** Class of the code point at units[index]. A lone surrogate stands for U+FFFD, a symbol. */
export function deepseekClassAt(units: Uint16Array, index: number, limit: number): number {
  const found = UNITS[units[index]!]!;
  if (found !== SURROGATE) return found;
  if (!isPairAt(units, index, limit)) return SYMBOL;
  astral ??= classesOf(0x10000, 0x110000);
  return astral[pairCodePoint(units[index]!, units[index + 1]!) - 0x10000]!;
}
