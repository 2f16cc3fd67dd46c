import type { CountCache, CountedFile } from '../counter';
import type { Counted } from '../countText';
import type { FoundFile } from '../files';
import type { CountTable, Entry } from './countTable';
import { hashText, type Key } from './hash128';
import { entriesOf, findCounted, keyFor } from './knownCounts';

/** Days after which use is noted again. */
const STALE_DAYS = 7;
const DAY_MS = 86_400_000;

/** Finds files by their stamps in a table, and gathers what the next table should know. */
export class TableCache implements CountCache {
  private readonly added: (readonly [Key, Entry])[] = [];
  private readonly day: number;
  /** Bytes of files that the table did not know, or not that they are still of use. */
  addedBytes = 0;

  /** `tokenizers`: a key for each tokenizer, of all that its counts depend on. */
  constructor(
    readonly table: CountTable,
    readonly tokenizers: readonly Key[],
    now = Date.now(),
  ) {
    this.day = Math.floor(now / DAY_MS);
  }

  find(file: FoundFile): Counted | undefined {
    if (file.stamp === undefined) return undefined;
    const key = hashText(file.stamp);
    const counted = findCounted(this.table, key, this.tokenizers);
    if (counted && this.isStale(key)) {
      this.addedBytes += file.bytes;
      this.added.push(...entriesOf(counted, key, this.tokenizers, this.day));
    }
    return counted;
  }

  add(file: FoundFile, counted: CountedFile): void {
    const { contentKey } = counted;
    // Counts without a key were not made from the file's bytes alone.
    if (!contentKey) return;
    this.addedBytes += file.bytes;
    this.added.push(...entriesOf(counted, contentKey, this.tokenizers, this.day));
    if (file.stamp === undefined) return;
    this.added.push(...entriesOf(counted, hashText(file.stamp), this.tokenizers, this.day));
  }

  /** What the table lacks. */
  get additions(): readonly (readonly [Key, Entry])[] {
    return this.added;
  }

  private isStale(file: Key): boolean {
    const { day } = this.table.find(keyFor(file, this.tokenizers[0]!))!;
    return day + STALE_DAYS <= this.day;
  }
}
