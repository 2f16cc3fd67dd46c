import type { Tokenizer } from '../language-tokenizers/bpe/tokenizer';
import type { TableCache } from '../language-tokenizers/scan/cache/tableCache';
import type { BatchCounter, Workload } from '../language-tokenizers/scan/counter';
import type { Found, SkippedFile } from '../language-tokenizers/scan/files';
import type { ScanProgress } from '../language-tokenizers/scan/progress';
import type { ScanResult } from '../language-tokenizers/scan/result';
import { scan } from '../language-tokenizers/scan/scan';
import { InputError } from './errors';
import { filesAt, problemLine } from './files/found';
import type { Host } from './host';
import { FileCounter } from './scan/countFiles';
import { LocalCounter } from './scan/localCounter';
import { WorkerPool } from './scan/pool';
import type { Selection } from './scan/selection';

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
  const source = new Paths(paths, options.selection, host);
  const result = await scan(source, {
    tokenizers: tokenizers.map(({ name }) => name),
    openCounter: (work) => Promise.resolve(openCounter(work, tokenizers, options, host)),
    cache: options.cache,
    signal: options.signal,
    onProgress: options.onProgress,
  });
  const wrong = result.skipped.find((one) => source.isWrong(one));
  if (wrong) throw new InputError(problemLine(wrong));
  return result;
}

/** What is found at the paths that the user names. */
class Paths implements AsyncIterable<Found> {
  private readonly named = new Set<string>();
  /** Found in a folder, and left out for a reason that does not hold for what is named. */
  private readonly leftOut = new Set<SkippedFile>();

  constructor(
    private readonly paths: readonly string[],
    private readonly selection: Selection,
    private readonly host: Host,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Found> {
    const seen = new Set<string>();
    for (const start of new Set(this.paths)) {
      for await (const found of filesAt(start, this.selection, this.host)) {
        if ('reason' in found) {
          this.leftOut.add(found);
        } else {
          if (found.path === start) this.named.add(start);
          if (seen.has(found.location)) continue;
          seen.add(found.location);
        }
        yield found;
      }
    }
  }

  /** True of a file that is named and can't be counted. */
  isWrong(skipped: SkippedFile): boolean {
    return this.named.has(skipped.path) && !this.leftOut.has(skipped);
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
