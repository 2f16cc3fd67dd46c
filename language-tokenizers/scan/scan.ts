import { languageOfFile } from '../syntax/languages';
import { type Batch, Batcher } from './batches';
import type { BatchCounter, CountCache, CountedFile, Workload } from './counter';
import type { Counted } from './countText';
import { encodingNote } from './encoding';
import type { FileSource, FoundFile, SkippedFile } from './files';
import type { ScanProgress } from './progress';
import { type FileCount, type ScanResult, sumCounts } from './result';

/** Bytes that are gathered before a counter is chosen: less is counted before a worker has started. */
const CHOICE_BYTES = 3_000_000;

export interface ScanOptions {
  /** Names of the tokenizers, in the order of the counter's counts. */
  readonly tokenizers: readonly string[];
  /** Called at most once, and not at all when there is nothing to count. */
  readonly openCounter: (work: Workload) => Promise<BatchCounter>;
  readonly cache?: CountCache | undefined;
  /** Aborted, the scan rejects with the signal's reason soon. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ScanProgress) => void) | undefined;
}

/** Counts all files of a source. */
export async function scan(source: FileSource, options: ScanOptions): Promise<ScanResult> {
  const run = new Scan(options);
  try {
    return await run.all(source);
  } finally {
    await run.close();
  }
}

type Slot = { readonly file: FoundFile; counted?: Counted } | SkippedFile;

class Scan {
  private readonly slots: Slot[] = [];
  private readonly batcher = new Batcher();
  private readonly waiting: Batch[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private counter: BatchCounter | undefined;
  private gathered = { bytes: 0, files: 0 };
  private done = { files: 0, bytes: 0, tokens: 0, known: 0 };
  private found = 0;
  private isSearching = true;
  private failure: Error | undefined;
  private readonly aborted: Promise<never> | undefined;

  constructor(private readonly options: ScanOptions) {
    const { signal } = options;
    if (!signal) return;
    this.aborted = new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(asError(signal.reason)), { once: true });
    });
    // Nobody may be waiting for it at that moment.
    this.aborted.catch(() => undefined);
  }

  async all(source: FileSource): Promise<ScanResult> {
    for await (const found of source) {
      this.options.signal?.throwIfAborted();
      if ('reason' in found) this.slots.push(found);
      else await this.take(found);
    }
    this.isSearching = false;
    const rest = this.batcher.take();
    if (rest) this.waiting.push(rest);
    if (this.waiting.length > 0) await this.dispatch();
    await this.unlessAborted(Promise.all(this.underWay));
    if (this.failure) throw this.failure;
    this.report();
    return this.result();
  }

  async close(): Promise<void> {
    await this.counter?.close();
  }

  private async take(file: FoundFile): Promise<void> {
    const slot = this.slots.push({ file }) - 1;
    this.found++;
    const known = this.options.cache?.find(file);
    if (known) {
      this.done.known++;
      this.settle(slot, file, known);
      return;
    }
    this.gathered.bytes += file.bytes;
    this.gathered.files++;
    const batch = this.batcher.add(file, slot);
    if (!batch) return;
    this.waiting.push(batch);
    if (this.counter || this.gathered.bytes >= CHOICE_BYTES) await this.dispatch();
  }

  /** Hands out the batches that wait. More are found only when there is room for them. */
  private async dispatch(): Promise<void> {
    this.counter ??= await this.options.openCounter({ ...this.gathered, isAll: !this.isSearching });
    for (let batch; (batch = this.waiting.shift());) {
      while (this.underWay.size >= this.counter.capacity)
        await this.unlessAborted(Promise.race(this.underWay));
      if (this.failure) throw this.failure;
      const task: Promise<void> = this.count(batch, this.counter)
        .catch((error: unknown) => (this.failure ??= asError(error)))
        .then(() => void this.underWay.delete(task));
      this.underWay.add(task);
    }
  }

  private async count(batch: Batch, counter: BatchCounter): Promise<void> {
    const results = await counter.count(batch.files.map(({ file }) => file));
    batch.files.forEach(({ file, slot }, i) => {
      this.options.cache?.add(file, results[i]!);
      this.settle(slot, file, results[i]!);
    });
    this.report();
  }

  private settle(slot: number, file: FoundFile, counted: CountedFile): void {
    this.slots[slot] = { file, counted };
    this.done.files++;
    this.done.bytes += file.bytes;
    if ('counts' in counted) this.done.tokens += counted.counts[0] ?? 0;
  }

  private report(): void {
    const { found, isSearching } = this;
    this.options.onProgress?.({ ...this.done, found, isSearching });
  }

  private unlessAborted<T>(work: Promise<T>): Promise<T> {
    return this.aborted ? Promise.race([work, this.aborted]) : work;
  }

  private result(): ScanResult {
    const files: FileCount[] = [];
    const skipped: SkippedFile[] = [];
    for (const slot of this.slots) {
      if ('reason' in slot) skipped.push(slot);
      else if (slot.counted && 'counts' in slot.counted) files.push(this.fileCount(slot.file, slot.counted));
      else skipped.push({ path: slot.file.path, reason: slot.counted?.problem ?? 'not counted' });
    }
    const totals = sumCounts(files, this.options.tokenizers);
    return { files, totals, skipped, known: this.done.known };
  }

  private fileCount(file: FoundFile, counted: Extract<Counted, { counts: unknown }>): FileCount {
    const { encoding, invalid, counts } = counted;
    const note = encodingNote(encoding, invalid);
    return {
      path: file.path,
      language: languageOfFile(file.path)?.id ?? null,
      bytes: file.bytes,
      encoding,
      exact: invalid === 0,
      ...(note === undefined ? {} : { note }),
      counts: Object.fromEntries(this.options.tokenizers.map((name, i) => [name, counts[i]!])),
    };
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
