import { addData, NOTHING, type StatisticsData } from './data';
import { parseData } from './parse';

/** The file that keeps the counts. */
export interface StatisticsFile {
  /** Its text; undefined where there is none. */
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
}

/** Milliseconds from a count to the time it is saved at. */
const SAVE_MS = 60_000;

/**
 * Keeps counts between sessions. Several windows count at once, so each adds what is new of its own to what the file
 * says by then.
 */
export class StatisticsStore {
  #new = NOTHING;
  #last: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param failed hears why counts could not be saved; they are tried again with the next ones */
  constructor(
    private readonly file: StatisticsFile,
    private readonly failed: (error: unknown) => void,
  ) {}

  add(more: StatisticsData): void {
    this.#new = addData(this.#new, more);
    this.#timer ??= setTimeout(() => void this.save(), SAVE_MS);
  }

  /** All that was counted until now, in all windows as far as they have saved it. Never rejects. */
  save(): Promise<StatisticsData> {
    return this.#inTurn(async () => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      const added = this.#new;
      this.#new = NOTHING;
      try {
        const all = addData(parseData((await this.file.read()) ?? '{}'), added);
        if (added !== NOTHING) await this.file.write(JSON.stringify(all));
        return addData(all, this.#new);
      } catch (error) {
        this.#new = addData(added, this.#new);
        this.failed(error);
        return this.#new;
      }
    });
  }

  /** Forgets all counts; rejects where the file can't be written. */
  reset(): Promise<void> {
    return this.#inTurn(async () => {
      await this.file.write(JSON.stringify(NOTHING));
      this.#new = NOTHING;
    });
  }

  /** Saves what is new, without waiting for it. */
  saveNew(): void {
    if (this.#new !== NOTHING) void this.save();
  }

  dispose(): void {
    this.saveNew();
    clearTimeout(this.#timer);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
