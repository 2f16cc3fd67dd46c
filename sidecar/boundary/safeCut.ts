import type { TokenId, Vocabulary } from '../engine/engine';
import { bytesOf, isContinuation, sameTokens } from './bytes';
import type { Canonical } from './canonical';
import type { TokenTrie } from './tokenTrie';

/** The end of a prompt whose tokens may be other ones. */
export interface Tail {
  /** Tokens of the prompt before it, at least one: they stay. */
  readonly kept: readonly TokenId[];
  /** Its tokens as the tokenizer makes them, and the bytes they spell. */
  readonly tokens: readonly TokenId[];
  readonly bytes: Uint8Array;
}

/** Tokens between the cut and the first one that the cursor's token could begin in. */
const MARGIN = 3;
/** So many more are looked at for a place where words part. */
const MOST_BACK = 12;

export interface CutRequest {
  readonly vocabulary: Vocabulary;
  readonly tokens: readonly TokenId[];
  /** How many tokens at the end are text and may be replaced. */
  readonly tailTokens: number;
  readonly trie: TokenTrie;
  readonly canonical: Canonical;
}

/**
 * The safe cut: a place from which on the text's tokens do not depend on those before it, and before which no token
 * can begin that reaches the cursor.
 *
 * It lies some tokens before the first place where a token could begin that spells all the text from there to the
 * cursor, and where a word, a line or a run of spaces begins. Undefined where no cut is found whose tail is encoded
 * by itself as it was in its text.
 */
export function cutTail(request: CutRequest): Tail | undefined {
  const { canonical, tokens, vocabulary } = request;
  const lowest = Math.max(1, tokens.length - request.tailTokens);
  const reach = firstReaching(request, lowest);
  let margin = MARGIN;
  for (;;) {
    const cut = cleanStart(request, Math.max(lowest, reach - margin), lowest);
    const tail = tokens.slice(cut);
    const bytes = bytesOf(tail, vocabulary);
    const own = canonical.encode(bytes);
    if (own !== undefined && sameTokens(own, tail))
      return { kept: tokens.slice(0, cut), tokens: tail, bytes };
    if (cut === lowest) return undefined;
    margin = 2 * (reach - cut);
  }
}

/** The token in which the longest piece of text begins that some token begins with and that ends at the cursor. */
function firstReaching({ tokens, trie, vocabulary }: CutRequest, lowest: number): number {
  let from = tokens.length;
  for (let length = 0; from > lowest && length < trie.longest;) {
    from--;
    length += vocabulary.tokenBytes(tokens[from]!).length;
  }
  const bytes = bytesOf(tokens.slice(from), vocabulary);
  let start = Math.max(0, bytes.length - trie.longest);
  for (; start < bytes.length; start++) {
    const { first, end } = trie.subtree(bytes.subarray(start));
    if (end > first) break;
  }
  for (let at = from, offset = 0; at < tokens.length; at++) {
    offset += vocabulary.tokenBytes(tokens[at]!).length;
    if (offset > start) return at;
  }
  return tokens.length - 1;
}

/** The nearest token at or before `at` that begins where words part, or at least where a character begins. */
function cleanStart({ tokens, vocabulary }: CutRequest, at: number, lowest: number): number {
  const first = (index: number): number | undefined => vocabulary.tokenBytes(tokens[index]!)[0];
  const isClean = (index: number): boolean => {
    const before = vocabulary.tokenBytes(tokens[index - 1]!).at(-1);
    const after = first(index);
    if (before === undefined || after === undefined) return true;
    return isSpace(after) ? !isSpace(before) : before === LINE_FEED;
  };
  for (let back = 0; back <= MOST_BACK && at - back >= lowest; back++) {
    if (at - back === lowest || isClean(at - back)) return startOfCharacter(at - back);
  }
  return startOfCharacter(at);

  function startOfCharacter(index: number): number {
    while (index > lowest && isContinuation(first(index))) index--;
    return index;
  }
}

const LINE_FEED = 0x0a;

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === LINE_FEED || byte === 0x09;
}
