import { CHARACTER_RUNS } from './characterRuns';

/*
 * Kinds of code points as Hugging Face's tokenizers 0.23 know them, as bit sets. Its tables are those of old versions
 * of Unicode (8 and 9), so a host's own \p{…} won't do.
 */

/** What BertNormalizer's clean_text removes: controls, formats, private use. */
export const CONTROL = 1;
/** Unicode's White_Space. */
export const WHITE_SPACE = 2;
/** What BertPreTokenizer and Punctuation cut out: Unicode's punctuation and all of ASCII's. */
export const PUNCTUATION = 4;
/** Marks of all sorts, which StripAccents removes. */
export const MARK = 8;
/** Marks without a width of their own, which BertNormalizer's strip_accents removes. */
export const NONSPACING = 16;
/** Not yet in Unicode 9, so left alone by NFC and the like. */
export const UNASSIGNED = 32;

const KINDS: Readonly<Record<string, number>> = {
  O: 0,
  C: CONTROL,
  W: WHITE_SPACE,
  X: CONTROL | WHITE_SPACE,
  P: PUNCTUATION,
  M: MARK,
  N: MARK | NONSPACING,
  U: UNASSIGNED,
};

/** Kinds of the code points [from, from + size). */
function expand(from: number, size: number): Uint8Array {
  const table = new Uint8Array(size);
  let start = 0;
  for (const [, length, kind] of CHARACTER_RUNS.matchAll(/([0-9a-z]+)([A-Z])/g)) {
    const end = start + parseInt(length!, 36);
    if (end > from) table.fill(KINDS[kind!]!, Math.max(0, start - from), end - from);
    start = end;
    if (start >= from + size) break;
  }
  return table;
}

let basic: Uint8Array | undefined;
/** Made when the first code point from U+10000 on is met. */
let astral: Uint8Array | undefined;

export function kindOf(codePoint: number): number {
  if (codePoint < 0x10000) {
    basic ??= expand(0, 0x10000);
    return basic[codePoint]!;
  }
  astral ??= expand(0x10000, 0x100000);
  return astral[codePoint - 0x10000]!;
}
