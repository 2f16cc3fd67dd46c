import type { Standing } from './data';

/** Cells of the comparison's table: some milliseconds. Texts that need more are not compared. */
const MAX_CELLS = 2_000_000;
/** A text so much longer than the accepted one has its words by chance, such as where a file was written anew. */
const MAX_GROWTH = 4;
const MAX_ADDED = 1000;

/**
 * What stands of an accepted text in what is in its place now: of its characters other than white space, those of the
 * words and signs that both have in the same order (longest common subsequence). Line ends and indentation may change.
 */
export function standingOf(accepted: string, now: string): Standing {
  if (unifiedEnds(accepted) === unifiedEnds(now)) return 'unchanged';
  if (now.length > MAX_GROWTH * accepted.length + MAX_ADDED) return 'unknown';
  const whole = wordsOf(accepted);
  const length = lengthOf(whole);
  const common = commonLength(whole, wordsOf(now));
  if (common === undefined) return 'unknown';
  return length > 0 && 2 * common >= length ? 'mostly' : 'gone';
}

function unifiedEnds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** Words whole, other signs one by one, white space not at all. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{M}\p{N}_]/gu) ?? [];
}

function lengthOf(words: readonly string[]): number {
  return words.reduce((sum, { length }) => sum + length, 0);
}

/** Characters of the heaviest common subsequence; undefined where that takes too long. */
function commonLength(a: readonly string[], b: readonly string[]): number | undefined {
  if (a.length * b.length > MAX_CELLS) return undefined;
  let above = new Uint32Array(b.length + 1);
  for (const word of a) {
    const row = new Uint32Array(b.length + 1);
    for (let j = 0; j < b.length; j++) {
      row[j + 1] = b[j] === word ? above[j]! + word.length : Math.max(above[j + 1]!, row[j]!);
    }
    above = row;
  }
  return above[b.length]!;
}
