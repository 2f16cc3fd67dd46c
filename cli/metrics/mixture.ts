import type { Tokenizer } from '../../language-tokenizers/bpe/tokenizer';
import { mergingTokenizer } from '../../language-tokenizers/metrics/mixture/mergeList';
import { estimateMixture, type MixtureEstimate } from '../../language-tokenizers/metrics/mixture/mixture';
import { WordCounts } from '../../language-tokenizers/metrics/mixture/wordCounts';
import { InputError, reasonOf } from '../errors';
import { readTexts } from '../files/texts';
import type { Host } from '../host';
import { table } from '../output/table';
import type { Selection } from '../scan/selection';

/** UTF-16 units of a category that are read: more changes little. */
const SAMPLE_LENGTH = 8_000_000;

/** Samples of a category's texts, as --mixture names them: "c=src/c". */
interface CategoryPaths {
  readonly name: string;
  readonly paths: readonly string[];
}

/** "c=src", "python=lib,tools": a category's name and its folders. Throws an InputError. */
export function parseCategories(definitions: readonly string[]): CategoryPaths[] {
  const categories = definitions.map((text) => {
    const at = text.indexOf('=');
    const paths = text.slice(at + 1).split(',');
    if (at <= 0 || paths.includes('')) {
      throw new InputError(`--mixture takes NAME=FOLDER, or NAME=FOLDER,FOLDER; not "${text}".`);
    }
    return { name: text.slice(0, at), paths };
  });
  if (categories.length < 2) throw new InputError('--mixture must be given twice at least: two categories.');
  const names = new Set(categories.map(({ name }) => name));
  if (names.size < categories.length) throw new InputError('Two categories of --mixture have the same name.');
  return categories;
}

/** Estimates the training mixture of each tokenizer; a reason for one whose merges are not to be had. */
export async function estimateMixtures(
  categories: readonly CategoryPaths[],
  tokenizers: readonly Tokenizer[],
  merges: number,
  selection: Selection,
  host: Host,
): Promise<(MixtureEstimate | { readonly refused: string })[]> {
  const results = [];
  for (const tokenizer of tokenizers) {
    const merging = mergingTokenizer(tokenizer);
    if (!merging) {
      results.push({ refused: `${tokenizer.name} does not merge bytes inside pre-tokens` });
      continue;
    }
    const samples = [];
    for (const { name, paths } of categories) {
      const words = new WordCounts(merging);
      for await (const read of readTexts(paths, selection, host)) {
        if ('reason' in read) continue;
        words.add(read.text);
        if (words.length > SAMPLE_LENGTH) break;
      }
      samples.push({ name, words });
    }
    try {
      results.push(estimateMixture(merging, samples, merges));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new InputError(reasonOf(error));
    }
  }
  return results;
}

export function mixtureTable(
  columns: readonly {
    readonly name: string;
    readonly estimate: MixtureEstimate | { readonly refused: string };
  }[],
): string {
  const rows = columns.flatMap(({ name, estimate }) => {
    if ('refused' in estimate) return [[name, '–', estimate.refused]];
    const { shares, merges, unexplained, converged } = estimate;
    const note = `${merges} merges, unexplained ${percent(unexplained)}${converged ? '' : ', not converged'}`;
    return [...shares.map((one, i) => [i === 0 ? name : '', percent(one.share), one.name]), ['', '', note]];
  });
  return `Mixture of the training data (estimate, if there were no other categories)\n${table(rows, [1])}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
