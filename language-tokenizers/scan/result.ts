import type { TextEncoding } from './encoding';
import type { SkippedFile } from './files';

/** Numbers of tokens by the tokenizers' names. */
export type Counts = Readonly<Record<string, number>>;

/** One counted file. */
export interface FileCount {
  readonly path: string;
  /** The registry's id of its language, null where the registry has none. */
  readonly language: string | null;
  readonly bytes: number;
  readonly encoding: TextEncoding;
  /** False where some of its bytes are no text, so that their tokens are an estimate whatever the tokenizer. */
  readonly exact: boolean;
  /** What a reader of the counts should know. */
  readonly note?: string;
  readonly counts: Counts;
}

export interface ScanResult {
  /** In the order in which they were found. */
  readonly files: readonly FileCount[];
  readonly totals: Counts;
  readonly skipped: readonly SkippedFile[];
  /** Files that were not counted again. */
  readonly known: number;
}

/** Sums by tokenizer, of files, folders or groups. */
export function sumCounts(all: Iterable<{ readonly counts: Counts }>, names: readonly string[]): Counts {
  const sums = names.map(() => 0);
  for (const { counts } of all) names.forEach((name, i) => (sums[i]! += counts[name]!));
  return Object.fromEntries(names.map((name, i) => [name, sums[i]!]));
}

/** True when nothing in `files` is an estimate of its own. */
export function areExact(files: Iterable<{ readonly exact: boolean }>): boolean {
  for (const { exact } of files) if (!exact) return false;
  return true;
}
