import type { FoundFile } from './files';

/** Large enough that a message costs little, small enough that no worker waits long for another at the end. */
const BATCH_BYTES = 512_000;
const BATCH_FILES = 64;

/** Files that go to a worker together. */
export interface Batch {
  readonly files: { readonly file: FoundFile; readonly slot: number }[];
  bytes: number;
}

/** Gathers files into batches. */
export class Batcher {
  private batch: Batch = { files: [], bytes: 0 };

  /** The batch that this file fills, if it does. `slot` is the place of its result. */
  add(file: FoundFile, slot: number): Batch | undefined {
    this.batch.files.push({ file, slot });
    this.batch.bytes += file.bytes;
    if (this.batch.bytes < BATCH_BYTES && this.batch.files.length < BATCH_FILES) return undefined;
    return this.take();
  }

  /** What is left. */
  take(): Batch | undefined {
    if (this.batch.files.length === 0) return undefined;
    const full = this.batch;
    this.batch = { files: [], bytes: 0 };
    return full;
  }
}
