import type { TokenId, Vocabulary } from '../engine/engine';

/** Tokens that stand side by side in the order of their bytes: those from `first` on, before `end`. */
export interface Subtree {
  readonly first: number;
  readonly end: number;
}

/**
 * The tokens of a vocabulary by their bytes: a trie, kept as the sorted list of what it spells, where the tokens that
 * begin with the same bytes are neighbours.
 *
 * Control and special tokens are not in it: they stand for no text, however they are spelled.
 */
export class TokenTrie {
  /** Bytes of the longest token. */
  readonly longest: number;
  readonly #ids: Uint32Array;
  /** Token number `at` has the bytes from #starts[at] to #starts[at + 1]. */
  readonly #starts: Uint32Array;
  readonly #bytes: Uint8Array;

  constructor(vocabulary: Vocabulary) {
    const entries: { readonly id: TokenId; readonly key: string; readonly bytes: Uint8Array }[] = [];
    let total = 0;
    let longest = 0;
    for (let id = 0; id < vocabulary.size; id++) {
      const bytes = vocabulary.tokenBytes(id);
      if (bytes.length === 0 || vocabulary.isEndOfGeneration(id) || isSpecial(vocabulary, id, bytes))
        continue;
      // One character for each byte: strings sort fast, and in the order of their bytes.
      entries.push({ id, bytes, key: Buffer.from(bytes).toString('latin1') });
      total += bytes.length;
      longest = Math.max(longest, bytes.length);
    }
    entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id));
    this.longest = longest;
    this.#ids = Uint32Array.from(entries, ({ id }) => id);
    this.#starts = new Uint32Array(entries.length + 1);
    this.#bytes = new Uint8Array(total);
    entries.forEach(({ bytes }, at) => {
      const start = this.#starts[at]!;
      this.#bytes.set(bytes, start);
      this.#starts[at + 1] = start + bytes.length;
    });
  }

  /** Number of tokens. */
  get size(): number {
    return this.#ids.length;
  }

  /** Every token whose bytes begin with `prefix`, the one that is `prefix` among them (the first). */
  subtree(prefix: Uint8Array): Subtree {
    const first = this.#firstWhere((order) => order >= 0, prefix);
    const end = this.#firstWhere((order) => order > 0, prefix);
    return { first, end };
  }

  /** The token at a place in the order of bytes, from 0 to `size`. */
  idAt(at: number): TokenId {
    return this.#ids[at]!;
  }

  /** The first place whose token, cut to the prefix's length, compares to it as asked. */
  #firstWhere(isIt: (order: number) => boolean, prefix: Uint8Array): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isIt(this.#compare(middle, prefix))) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Below 0 where the token comes before all that begin with `prefix`, 0 where it is one of them. */
  #compare(at: number, prefix: Uint8Array): number {
    const start = this.#starts[at]!;
    const length = this.#starts[at + 1]! - start;
    for (let i = 0; i < prefix.length; i++) {
      if (i >= length) return -1;
      const difference = this.#bytes[start + i]! - prefix[i]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

/** True for a token that a marker's name stands for, and that has bytes all the same (added by hand). */
function isSpecial(vocabulary: Pick<Vocabulary, 'special'>, id: TokenId, bytes: Uint8Array): boolean {
  // Markers have at least a bracket on each side: most tokens need not be asked for.
  return bytes.length > 2 && vocabulary.special(Buffer.from(bytes).toString()) === id;
}

const tries = new WeakMap<object, TokenTrie>();

/** The trie of a vocabulary, made on first use: that takes a moment, which a host may spend before the first request. */
export function tokenTrieOf(vocabulary: Vocabulary): TokenTrie {
  let trie = tries.get(vocabulary);
  if (trie === undefined) {
    trie = new TokenTrie(vocabulary);
    tries.set(vocabulary, trie);
  }
  return trie;
}
