import type { Counted } from './countText';
import type { FoundFile } from './files';

/** Counts of a file, and where the counter has made one, the key of its content for the cache. */
export type CountedFile = Counted & { readonly contentKey?: Uint32Array };

/** Reads and counts files: in this thread, in a pool of workers, in another process. */
export interface BatchCounter {
  /** Batches that are worth having under way at once. */
  readonly capacity: number;
  /** One result for each file, in their order. A file that can't be read or counted is a problem, not an error. */
  count(files: readonly FoundFile[]): Promise<readonly CountedFile[]>;
  /** Ends what is under way; what is awaited may never come. */
  close(): Promise<void>;
}

/** What is known of the work when a counter is chosen. */
export interface Workload {
  readonly bytes: number;
  readonly files: number;
  /** False when there is more than that. */
  readonly isAll: boolean;
}

/** Counts of former scans. */
export interface CountCache {
  /** Of an unchanged file. */
  find(file: FoundFile): Counted | undefined;
  add(file: FoundFile, counted: CountedFile): void;
}
