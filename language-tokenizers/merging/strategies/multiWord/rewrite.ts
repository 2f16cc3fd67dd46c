import type { Ngrams } from './ngrams';
import { ngramOf } from './ngrams';
import { wordsOf, type Words } from './words';

/** UTF-16 range of an n-gram in a text. */
export interface Occurrence {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a text has n-grams of the vocabulary: the longest first, those of a length left to right, never one over
 * another. An n-gram takes the blank before it, as words do.
 */
export function findNgrams(text: string, ngrams: Ngrams): Occurrence[] {
  const words = wordsOf(text);
  const found: Occurrence[] = [];
  const taken = new Uint8Array(words.length);
  for (const [size, vocabulary] of [...ngrams].sort(([a], [b]) => b - a)) {
    for (let i = 0; i + size <= words.length;) {
      if (!isFree(words, taken, i, size) || !vocabulary.has(ngramOf(words.texts.slice(i, i + size)))) {
        i++;
        continue;
      }
      taken.fill(1, i, i + size);
      const start = words.starts[i]!;
      const last = i + size - 1;
      const end = words.starts[last]! + words.texts[last]!.length;
      found.push({ start: text.charCodeAt(start - 1) === 0x20 ? start - 1 : start, end });
      i += size;
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Whether `size` words from the one at `i` follow each other by a blank, and are of no n-gram yet. */
function isFree({ follows }: Words, taken: Uint8Array, i: number, size: number): boolean {
  for (let at = i; at < i + size; at++) if (taken[at] === 1 || (at > i && !follows[at])) return false;
  return true;
}
