import type { TokenId } from '../engine/engine';
import { isContinuation } from './bytes';
import type { Canonical } from './canonical';
import type { Tail } from './safeCut';
import type { Subtree, TokenTrie } from './tokenTrie';

/**
 * One group of a cover: rows of tokens that spell the text up to some place alike, and then have one token that
 * spells the rest of it and perhaps more.
 */
export interface Context {
  /** The tokens before the last one: the encoding of the text up to its place. */
  readonly left: readonly TokenId[];
  /** What of the text the last token has to begin with. */
  readonly rest: Uint8Array;
  /** The tokens that begin so. Not each of them is canonical behind `left`. */
  readonly candidates: Subtree;
}

/**
 * The groups of cover(x) that may have members (arXiv 2410.09303; the enumeration is by the place where the last
 * token begins). Places inside a character count only where the text's own tokens part there.
 */
export function contextsOf(
  tail: Tail,
  trie: TokenTrie,
  canonical: Canonical,
  tokenBytes: TokenBytes,
): Context[] {
  const { bytes } = tail;
  const ownAt = new Map<number, number>();
  let offset = 0;
  tail.tokens.forEach((id, at) => {
    ownAt.set(offset, at);
    offset += tokenBytes(id).length;
  });
  const contexts: Context[] = [];
  for (let at = Math.max(0, bytes.length - trie.longest); at < bytes.length; at++) {
    const own = ownAt.get(at);
    if (own === undefined && isContinuation(bytes[at])) continue;
    const rest = bytes.subarray(at);
    const candidates = trie.subtree(rest);
    if (candidates.end === candidates.first) continue;
    const left = own === undefined ? canonical.encode(bytes.subarray(0, at)) : tail.tokens.slice(0, own);
    if (left !== undefined) contexts.push({ left, rest, candidates });
  }
  return contexts;
}

type TokenBytes = (id: TokenId) => Uint8Array;

/** Groups with no more candidates than this are looked through before the model is asked. */
const FEW = 24;

/** Knows which members of a cover's groups are canonical, as far as that was asked. */
export class Members {
  readonly #viable = new Map<Context, boolean>();

  constructor(
    private readonly trie: TokenTrie,
    private readonly canonical: Canonical,
    private readonly tokenBytes: TokenBytes,
  ) {}

  /** True when a token may stand last in the group. */
  has(context: Context, token: TokenId): boolean {
    const bytes = this.tokenBytes(token);
    if (bytes.length < context.rest.length) return false;
    for (let i = 0; i < context.rest.length; i++) if (bytes[i] !== context.rest[i]) return false;
    return this.isCanonical(context, token);
  }

  /** The same for one of the group's candidates. */
  isCanonical({ left }: Context, token: TokenId): boolean {
    return this.canonical.isCanonical([...left, token]);
  }

  candidates({ candidates: { first, end } }: Context): TokenId[] {
    return Array.from({ length: end - first }, (_, at) => this.trie.idAt(first + at));
  }

  /** False when the group has no member; true also where there are too many candidates to look at each. */
  mayHaveSome(context: Context): boolean {
    let viable = this.#viable.get(context);
    if (viable === undefined) {
      const few = context.candidates.end - context.candidates.first <= FEW;
      viable = !few || this.candidates(context).some((token) => this.isCanonical(context, token));
      this.#viable.set(context, viable);
    }
    return viable;
  }

  /** True when the group has no member but `only`; false also where there are too many candidates to look at each. */
  hasNoneBut(context: Context, only: TokenId): boolean {
    if (context.candidates.end - context.candidates.first > FEW) return false;
    return this.candidates(context).every((token) => token === only || !this.isCanonical(context, token));
  }
}
