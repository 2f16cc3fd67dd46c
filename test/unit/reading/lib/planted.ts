import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SurprisalResult } from '../../../../sidecar/protocol';

const FILE = path.join(import.meta.dirname, '../../../fixtures/reading/plantedBugs.py.txt');

/** A text with marks «right|wrong», taken one way throughout, and the offsets where the marks were. */
export interface Marked {
  readonly text: string;
  readonly offsets: readonly number[];
}

/** Functions everybody has written, as they should be or with a bug planted at every mark. */
export function functions(kind: 'right' | 'wrong'): Marked {
  const parts = readFileSync(FILE, 'utf8').split(/«(.*?)\|(.*?)»/s);
  const offsets: number[] = [];
  let text = '';
  for (let i = 0; i < parts.length; i += 3) {
    text += parts[i]!;
    if (i + 2 >= parts.length) break;
    offsets.push(text.length);
    text += kind === 'right' ? parts[i + 1]! : parts[i + 2]!;
  }
  return { text, offsets };
}

/** How many of the tokens at some offsets are among the tenth of a text's tokens that surprised the model most. */
export function inTopDecile(result: SurprisalResult, offsets: readonly number[]): number {
  const scored = result.tokens.filter(({ logprob }) => logprob !== null);
  const sorted = scored.map(({ logprob }) => logprob!).sort((a, b) => a - b);
  const bound = sorted[Math.floor(sorted.length / 10) - 1]!;
  return offsets.filter((offset) => {
    const token = scored.find(({ start, end }) => start <= offset && offset < end)!;
    return token.logprob! <= bound;
  }).length;
}
