import { createHash } from 'node:crypto';
import type { TokenId } from '../../engine/engine';
import { judged, matching, worthOf, type Continuation } from './continuation';
import type { LexicalUnit } from './lexicalUnits';
import { pairKey } from './pairKey';

/** Ways to go on that are kept for one pair of tokens. */
const PER_PAIR = 4;
/** Two entries for each of 50,000 units (spec 3). */
const MOST_ENTRIES = 100_000;

/** A text with its lexical units. */
export interface UnitText {
  /** -1 for control tokens: nothing is learned over them. */
  readonly tokens: readonly TokenId[];
  readonly units: readonly LexicalUnit[];
}

/**
 * The lexical units of one workspace, found by the two tokens before: those before a unit, and the one before it with
 * its first (spec 3). So a unit makes two entries; a full store takes about 30 MB. What was neither learned nor asked
 * for lately goes first.
 */
export class UnitStore {
  /** In the order of use, oldest first. */
  readonly #pairs = new Map<number, readonly Continuation[]>();
  /** Digest of each file's tokens. */
  readonly #files = new Map<string, string>();
  #size = 0;

  /** @param most entries held */
  constructor(private readonly most = MOST_ENTRIES) {}

  /** Entries held. */
  get size(): number {
    return this.#size;
  }

  /**
   * Learns the units of a text, and from all of the text how often they and what is held already go on as they say:
   * an entry that is mostly wrong is cut to the part that was right, or dropped.
   *
   * @param file name of the file that the text is; "" for what a model wrote
   * @param from the first token that is new; those before it are there for what they say of the rest
   */
  learn({ tokens, units }: UnitText, file = '', from = 0): void {
    for (const { start, end, meanLogProbability } of units) {
      this.#add(tokens, start, end, meanLogProbability, file);
      this.#add(tokens, start + 1, end, meanLogProbability, file);
    }
    for (let at = Math.max(2, from); at < tokens.length; at++) this.#judge(tokens, at);
    if (file !== '') this.#files.set(file, digestOf(tokens));
    this.#forgetOldest();
  }

  /** True when what is known of a file is from this very text. */
  isOf(file: string, tokens: readonly TokenId[]): boolean {
    return this.#files.has(file) && this.#files.get(file) === digestOf(tokens);
  }

  #add(
    tokens: readonly TokenId[],
    start: number,
    end: number,
    meanLogProbability: number,
    file: string,
  ): void {
    const key = pairKey(tokens[start - 2], tokens[start - 1]);
    if (key === undefined) return;
    const list = this.#pairs.get(key) ?? [];
    const isSame = (each: Continuation): boolean =>
      each.tokens.length === end - start && matching(each.tokens, tokens, start) === end - start;
    const same = list.find(isSame);
    const files = new Set(same?.files).add(file);
    const entry: Continuation = {
      ...(same ?? { tokens: tokens.slice(start, end), seen: 0, missed: 0, meanLogProbability }),
      files: [...files],
    };
    const others = list.filter((each) => each !== same).sort((a, b) => worthOf(b) - worthOf(a));
    this.#put(key, [entry, ...others.slice(0, PER_PAIR - 1)]);
  }

  #judge(tokens: readonly TokenId[], at: number): void {
    const key = pairKey(tokens[at - 2], tokens[at - 1]);
    const list = key === undefined ? undefined : this.#pairs.get(key);
    if (key === undefined || !list) return;
    const left: Continuation[] = [];
    for (const each of list) {
      const kept = judged(each, tokens, at);
      const isNew = kept && !left.some((other) => isEqual(other.tokens, kept.tokens));
      if (isNew) left.push(kept);
    }
    this.#put(key, left);
  }

  /** Makes it the youngest. */
  #put(key: number, list: readonly Continuation[]): void {
    this.#size += list.length - (this.#pairs.get(key)?.length ?? 0);
    this.#pairs.delete(key);
    if (list.length > 0) this.#pairs.set(key, list);
  }

  #forgetOldest(): void {
    for (const key of this.#pairs.keys()) {
      if (this.#size <= this.most) return;
      this.#put(key, []);
    }
  }

  /** What is most worth guessing after two tokens. */
  best(before: TokenId | undefined, token: TokenId | undefined): Continuation | undefined {
    const key = pairKey(before, token);
    const list = key === undefined ? undefined : this.#pairs.get(key);
    if (key === undefined || !list) return undefined;
    this.#put(key, list);
    return list.reduce((a, b) => (worthOf(b) > worthOf(a) ? b : a));
  }

  /** Forgets what is known from a file alone: it has changed. */
  dropFile(file: string): void {
    if (file !== '' && !this.#files.delete(file)) return;
    for (const [key, list] of [...this.#pairs]) {
      if (!list.some(({ files }) => files.includes(file))) continue;
      const without = list.map((each) => ({ ...each, files: each.files.filter((name) => name !== file) }));
      this.#put(
        key,
        without.filter(({ files }) => files.length > 0),
      );
    }
  }
}

const digestOf = (tokens: readonly TokenId[]): string =>
  createHash('sha256').update(Int32Array.from(tokens)).digest('base64');

function isEqual(a: readonly TokenId[], b: readonly TokenId[]): boolean {
  return a.length === b.length && matching(a, b, 0) === a.length;
}
