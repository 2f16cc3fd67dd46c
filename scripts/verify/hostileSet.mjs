import { adversarialStrings, everyCodePoint, longTexts } from './hostile.mjs';

const STRINGS = 240_000;
const SEEDS = 24;
/** Long texts are cut for references that break down on them, so longer ones would show nothing new. */
const LONG = 200_000;
const CODE_POINTS = 512;

/** The parts of the built-in hostile set, for `hostileBatch`. */
export const HOSTILE_BATCHES = [
  ...Array.from({ length: SEEDS }, (_, seed) => ({ strings: seed + 1 })),
  ...Array.from({ length: 8 }, (_, part) => ({ codePoints: part })),
  { long: LONG },
];

/** Label and text of each text of a part. */
export function* hostileBatch({ strings, codePoints, long }) {
  if (strings !== undefined) {
    let number = 0;
    for (const text of adversarialStrings(STRINGS / SEEDS, strings))
      yield [`hostile string ${strings}.${number++}`, text];
  } else if (codePoints !== undefined) {
    let number = 0;
    for (const text of everyCodePoint(CODE_POINTS)) {
      if (number++ % 8 === codePoints) yield [`every code point, text ${number}`, text];
    }
  } else for (const [label, text] of longTexts(long)) yield [label, text];
}
