import { hash128, type Key, KEY_WORDS } from './hash128';

/** What is kept under a key. */
export interface Entry {
  /** Tokens. */
  readonly count: number;
  /** What the file was: a place in a list of the cache's. */
  readonly kind: number;
  readonly invalid: number;
  /** Days since 1970 when it was last of use. */
  readonly day: number;
}

const MAGIC = 0x31434b54; // "TKC1"
const HEADER_WORDS = 8;
const VALUE_WORDS = 3;
const ROW_WORDS = KEY_WORDS + VALUE_WORDS;

/**
 * An unchangeable table of counts, found by binary search, so that reading it from a file costs nothing but the
 * read. Words: magic, number of rows, 128 bits of checksum, two of zero; then rows of key, count, invalid, and kind
 * with day, sorted by key.
 */
export class CountTable {
  static readonly empty = new CountTable(new Uint32Array(HEADER_WORDS));

  private constructor(readonly words: Uint32Array) {}

  /** A former table's words; the empty table for anything else. */
  static read(words: Uint32Array): CountTable {
    const rows = words.subarray(HEADER_WORDS);
    const isWhole = words[0] === MAGIC && rows.length === words[1]! * ROW_WORDS;
    if (!isWhole || hash128(rows).some((word, i) => words[2 + i] !== word)) return CountTable.empty;
    return new CountTable(words);
  }

  /** A table read before, in memory that threads share: not checked again. */
  static shared(words: Uint32Array): CountTable {
    return new CountTable(words);
  }

  get size(): number {
    return (this.words.length - HEADER_WORDS) / ROW_WORDS;
  }

  find(key: Key): Entry | undefined {
    const { words } = this;
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(words, HEADER_WORDS + middle * ROW_WORDS, key, 0) < 0) low = middle + 1;
      else high = middle;
    }
    const at = HEADER_WORDS + low * ROW_WORDS;
    return low < this.size && compare(words, at, key, 0) === 0 ? entryAt(words, at) : undefined;
  }

  /** With more entries, which win over those of the same key; the least recently used go when there are over `limit`. */
  with(added: Iterable<readonly [Key, Entry]>, limit: number): CountTable {
    const rows = Array.from(added, ([key, entry]) => rowOf(key, entry)).sort((a, b) => compare(a, 0, b, 0));
    const joined = new Uint32Array(this.words.length + rows.length * ROW_WORDS);
    let to = HEADER_WORDS;
    let from = HEADER_WORDS;
    const keepUntil = (row: Uint32Array | undefined): void => {
      const start = from;
      while (from < this.words.length && (!row || compare(this.words, from, row, 0) < 0)) from += ROW_WORDS;
      joined.set(this.words.subarray(start, from), to);
      to += from - start;
      if (row && from < this.words.length && compare(this.words, from, row, 0) === 0) from += ROW_WORDS;
    };
    for (const [i, row] of rows.entries()) {
      const next = rows[i + 1];
      if (next && compare(row, 0, next, 0) === 0) continue;
      keepUntil(row);
      joined.set(row, to);
      to += ROW_WORDS;
    }
    keepUntil(undefined);
    const words = joined.slice(0, to);
    return sealed((to - HEADER_WORDS) / ROW_WORDS > limit ? latest(words, limit) : words);
  }
}

/** Writes the header. */
function sealed(words: Uint32Array): CountTable {
  words[0] = MAGIC;
  words[1] = (words.length - HEADER_WORDS) / ROW_WORDS;
  words.set(hash128(words.subarray(HEADER_WORDS)), 2);
  return CountTable.shared(words);
}

/** The `limit` rows of the latest days, in their order. */
function latest(words: Uint32Array, limit: number): Uint32Array {
  const days = new Uint32Array((words.length - HEADER_WORDS) / ROW_WORDS);
  for (let i = 0; i < days.length; i++) days[i] = dayAt(words, HEADER_WORDS + i * ROW_WORDS);
  const sorted = days.toSorted();
  const oldest = sorted[days.length - limit]!;
  /** Rows of the oldest day that still have room. */
  let room = limit - (days.length - (sorted.lastIndexOf(oldest) + 1));
  const kept = new Uint32Array(HEADER_WORDS + limit * ROW_WORDS);
  let to = HEADER_WORDS;
  for (const [i, day] of days.entries()) {
    if (day < oldest || (day === oldest && room-- <= 0)) continue;
    const at = HEADER_WORDS + i * ROW_WORDS;
    kept.set(words.subarray(at, at + ROW_WORDS), to);
    to += ROW_WORDS;
  }
  return kept;
}

function dayAt(words: Uint32Array, at: number): number {
  return words[at + KEY_WORDS + 2]! >>> 8;
}

function rowOf(key: Key, { count, kind, invalid, day }: Entry): Uint32Array {
  const row = new Uint32Array(ROW_WORDS);
  row.set(key);
  row[KEY_WORDS] = count;
  row[KEY_WORDS + 1] = invalid;
  row[KEY_WORDS + 2] = (day << 8) | kind;
  return row;
}

function entryAt(words: Uint32Array, at: number): Entry {
  const kind = words[at + KEY_WORDS + 2]! & 0xff;
  return { count: words[at + KEY_WORDS]!, invalid: words[at + KEY_WORDS + 1]!, kind, day: dayAt(words, at) };
}

function compare(a: Uint32Array, atA: number, b: Uint32Array, atB: number): number {
  for (let i = 0; i < KEY_WORDS; i++) {
    const order = a[atA + i]! - b[atB + i]!;
    if (order !== 0) return order;
  }
  return 0;
}
