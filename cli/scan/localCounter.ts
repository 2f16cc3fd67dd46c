import { setImmediate } from 'node:timers/promises';
import type { BatchCounter, CountedFile } from '../../language-tokenizers/scan/counter';
import type { FoundFile } from '../../language-tokenizers/scan/files';
import type { FileCounter } from './countFiles';

/** Counts in the thread it is in: for what is counted before a worker has started. */
export class LocalCounter implements BatchCounter {
  readonly capacity = 1;

  constructor(private readonly counter: FileCounter) {}

  async count(files: readonly FoundFile[]): Promise<CountedFile[]> {
    const results: CountedFile[] = [];
    for (const file of files) {
      // Lets an interrupt in.
      await setImmediate();
      results.push(this.counter.count(file));
    }
    return results;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
