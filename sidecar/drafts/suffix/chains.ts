import type { TokenId } from '../../engine/engine';

/** Stands between two texts and for control tokens: no match runs over it. */
export const BREAK = -1;
const NONE = -1;
const LEAST_ROOM = 1 << 10;

/**
 * Tokens of texts, one after the other, where each position names the one before it that ends with the same `order`
 * tokens: from the last of such a chain all earlier occurrences of a context are reached, the newest first.
 *
 * Why not a suffix tree or automaton: counts of occurrences, which the rule of {@link speculate} needs, would have to
 * be kept up to date in all ancestors of a node with every token, and forgetting a text would have to undo them. Here
 * a token costs one write to a hash table, the last tokens can be taken back, a text is forgotten by overwriting it,
 * and the counts are those of the few occurrences at hand. Twelve bytes for a token.
 */
export class TokenChains {
  /** Tokens and {@link BREAK}s; those from `length` on mean nothing. */
  tokens = new Int32Array(LEAST_ROOM);
  #length = 0;
  /** For each position the one before it in its chain. */
  #links = new Int32Array(LEAST_ROOM);
  /** Newest position of each chain, by hash; chains whose hashes are the same are one. */
  #heads = new Int32Array(LEAST_ROOM).fill(NONE);

  /** @param order tokens that two positions of a chain have in common, at least 1 */
  constructor(readonly order: number) {}

  get length(): number {
    return this.#length;
  }

  /** Bytes that are held. */
  get bytes(): number {
    return this.tokens.byteLength + this.#links.byteLength + this.#heads.byteLength;
  }

  push(token: TokenId): void {
    if (this.#length === this.tokens.length) this.#grow();
    this.tokens[this.#length++] = token;
    this.#chain(this.#length);
  }

  /** Takes back the newest tokens, so that `length` are left. */
  truncate(length: number): void {
    for (; this.#length > length; this.#length--) {
      const slot = this.#slot(this.tokens, this.#length);
      if (slot !== NONE) this.#heads[slot] = this.#links[this.#length - 1]!;
    }
  }

  /** Makes a part of the tokens match nothing. The newest `order` tokens must not be among them. */
  blank(start: number, end: number): void {
    this.tokens.fill(BREAK, start, end);
  }

  /**
   * Earlier occurrences of a context of at least `order` tokens, newest first.
   *
   * @param context tokens, of which those before `end` are the context
   * @param depth tokens of it that are looked at, at most
   * @param found gets the position after each occurrence, and how many tokens before it match
   * @param limit occurrences that are looked at, at most
   * @returns how many there are
   */
  find(context: Int32Array, end: number, depth: number, found: Occurrences, limit: number): number {
    let count = 0;
    const slot = this.#slot(context, end);
    let at = slot === NONE ? NONE : this.#heads[slot]!;
    for (let seen = 0; at !== NONE && seen < limit; seen++, at = this.#links[at]!) {
      const matched = this.#matched(at, context, end - 1, depth);
      // Another context with the same hash, or one that was blanked.
      if (matched < this.order) continue;
      found.after[count] = at + 1;
      found.matched[count] = matched;
      count++;
    }
    return count;
  }

  #matched(at: number, context: Int32Array, last: number, depth: number): number {
    const { tokens } = this;
    const most = Math.min(depth, at + 1, last + 1);
    let matched = 0;
    while (matched < most) {
      const token = tokens[at - matched]!;
      if (token === BREAK || token !== context[last - matched]!) break;
      matched++;
    }
    return matched;
  }

  /** Puts the position before `end` at the head of its chain. */
  #chain(end: number): void {
    const slot = this.#slot(this.tokens, end);
    if (slot === NONE) this.#links[end - 1] = NONE;
    else {
      this.#links[end - 1] = this.#heads[slot]!;
      this.#heads[slot] = end - 1;
    }
  }

  /** The chain of the last `order` tokens before `end`; NONE where there are fewer, or a break among them. */
  #slot(tokens: Int32Array, end: number): number {
    if (end < this.order) return NONE;
    let hash = 0;
    for (let at = end - this.order; at < end; at++) {
      const token = tokens[at]!;
      if (token === BREAK) return NONE;
      hash = Math.imul(hash ^ token, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash & (this.#heads.length - 1);
  }

  #grow(): void {
    const room = this.tokens.length * 2;
    const tokens = new Int32Array(room);
    tokens.set(this.tokens);
    this.tokens = tokens;
    this.#links = new Int32Array(room);
    this.#heads = new Int32Array(room).fill(NONE);
    for (let end = 1; end <= this.#length; end++) this.#chain(end);
  }
}

/** Occurrences of a context in two columns. */
export interface Occurrences {
  /** Positions of the tokens that came next. */
  readonly after: Int32Array;
  readonly matched: Int32Array;
}
