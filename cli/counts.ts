import type { Tokenizer } from '../language-tokenizers/bpe/tokenizer';
import type { TableCache } from '../language-tokenizers/scan/cache/tableCache';
import type { BatchCounter, Workload } from '../language-tokenizers/scan/counter';
import type { Found } from '../language-tokenizers/scan/files';
import type { ScanProgress } from '../language-tokenizers/scan/progress';
import type { ScanResult } from '../language-tokenizers/scan/result';
import { scan } from '../language-tokenizers/scan/scan';
import { InputError } from './errors';
import { STDIN } from './files/source';
import type { Host } from './host';
import { FileCounter } from './scan/countFiles';
import { LocalCounter } from './scan/localCounter';
import { WorkerPool } from './scan/pool';
import type { Selection } from './scan/selection';
import { walk } from './scan/walk';

/** A workload below it, bytes, is done before workers have started. */
const POOL_BYTES = 3_000_000;

export interface CountOptions {
  /** The list that the tokenizers were opened from, for the workers to open it again. */
  readonly names: string;
  readonly selection: Selection;
  /** Threads; 1 counts in this one. */
  readonly jobs: number;
  readonly cache?: TableCache | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ScanProgress) => void) | undefined;
}

/**
 * Counts files, folders and standard input; a file that two paths lead to counts once. What is wrong with a file
 * that the user names is an InputError; others are left out with the reason.
 */
export async function countPaths(
  paths: readonly string[],
  tokenizers: readonly Tokenizer[],
  options: CountOptions,
  host: Host,
): Promise<ScanResult> {
  const named = new Set(paths);
  const result = await scan(foundAt(named, options.selection, host), {
    tokenizers: tokenizers.map(({ name }) => name),
    openCounter: (work) => Promise.resolve(openCounter(work, tokenizers, options, host)),
    cache: options.cache,
    signal: options.signal,
    onProgress: options.onProgress,
  });
  const wrong = result.skipped.find(({ path }) => named.has(path));
  if (wrong) throw new InputError(problemLine(wrong.path, wrong.reason));
  return result;
}

async function* foundAt(paths: ReadonlySet<string>, selection: Selection, host: Host): AsyncGenerator<Found> {
  const seen = new Set<string>();
  for (const start of paths) {
    if (start === STDIN) {
      const content = await host.readInput();
      yield { path: STDIN, location: STDIN, bytes: content.length, content };
      continue;
    }
    for await (const found of walk(start, selection)) {
      if ('location' in found) {
        if (seen.has(found.location)) continue;
        seen.add(found.location);
      }
      yield found;
    }
  }
}

function openCounter(
  work: Workload,
  tokenizers: readonly Tokenizer[],
  { names, jobs, cache }: CountOptions,
  host: Host,
): BatchCounter {
  const isSmall = work.isAll && (work.bytes < POOL_BYTES || work.files < 2);
  const known = cache && { words: cache.table.words, tokenizers: cache.tokenizers };
  if (isSmall || jobs < 2 || !host.scan) return new LocalCounter(new FileCounter(tokenizers, known));
  const { workerScript, assets } = host.scan;
  const workers = work.isAll ? Math.min(jobs, work.files) : jobs;
  return new WorkerPool(workerScript, { tokenizers: names, assets, known }, workers);
}

function problemLine(file: string, reason: string): string {
  const name = file === STDIN ? 'The standard input' : file;
  return /^can't |^larger /.test(reason) ? `${name} ${reason}.` : `${name} is ${reason}.`;
}
