import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Tokenizer, TokenRun } from '../../../language-tokenizers/bpe/tokenizer';
import { compileTokenizer } from '../../../language-tokenizers/tokenizerJson/compile';
import { readTokenizerJson } from '../../../language-tokenizers/tokenizerJson/tokenizerJson';

const FOLDER = path.join(import.meta.dirname, '../../fixtures/tokenizers/bpe');

/** Ids, and each token's start and end in code points. */
export type Golden = readonly [ids: readonly number[], offsets: readonly number[]];

interface GoldenFile {
  readonly texts: readonly string[];
  /** `text`: special tokens as text; `tokens`: as tokens, by the index of the texts where that differs. */
  readonly results: Readonly<
    Record<string, { readonly text: readonly Golden[]; readonly tokens: Readonly<Record<string, Golden>> }>
  >;
}

export const GOLDEN = JSON.parse(readFileSync(path.join(FOLDER, 'golden.json'), 'utf8')) as GoldenFile;
export const NAMES = Object.keys(GOLDEN.results);

export function fixture(name: string): Uint8Array {
  return readFileSync(path.join(FOLDER, `${name}.json`));
}

export function openFixture(name: string): Promise<Tokenizer> {
  return compileTokenizer({ name }, readTokenizerJson(fixture(name)));
}

/** A run's tokens as the golden file has them. */
export function toGolden(run: TokenRun, text: string): Golden {
  const codePoints = new Uint32Array(text.length + 1);
  let count = 0;
  for (let unit = 0; unit < text.length;) {
    const width = text.codePointAt(unit)! > 0xffff ? 2 : 1;
    codePoints.fill(count++, unit, unit + width);
    unit += width;
  }
  codePoints[text.length] = count;
  const offsets = Array.from(run.ids, (_, i) => [codePoints[run.starts[i]!]!, codePoints[run.ends[i]!]!]);
  return [Array.from(run.ids), offsets.flat()];
}
