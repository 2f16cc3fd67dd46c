import type { BpeTokenizer } from './bpeTokenizer';
import { mergeTrees, type MergeNode } from './mergeTree';
import type { Tokenizer } from './tokenizer';

export type { MergeNode };

/** What there is to say about one token of a byte-pair tokenizer. */
export interface TokenFacts {
  readonly id: number;
  readonly bytes: Uint8Array;
  /** Undefined for bytes that are no whole code points. */
  readonly text: string | undefined;
  /** Which of the merges makes it, from 0 on: merging prefers low ranks. Undefined where merging never makes it. */
  readonly rank: number | undefined;
  /** A token that text makes only when asked, such as `<|endoftext|>`. */
  readonly special: boolean;
  /** How merging makes it of the bytes that it starts from; undefined where it does not. */
  readonly merge: MergeNode | undefined;
  /** True where its own text, or else its own bytes, become it and nothing else. */
  readonly reachable: boolean;
  /** What its own text becomes, or its bytes where they are no text; `[id]` if reachable. */
  readonly becomes: Uint32Array;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Facts of a token; throws a RangeError for an id that the tokenizer has no token for. */
export function tokenFacts(tokenizer: BpeTokenizer, id: number): TokenFacts {
  const { vocabulary } = tokenizer;
  const bytes = tokenizer.tokenBytes(id);
  const text = textOf(bytes);
  const rank = vocabulary.rankOf(id);
  const special = [...tokenizer.specialTokens.values()].includes(id);
  const made = special ? [] : mergeTrees(vocabulary, bytes);
  const becomes = text === undefined ? Uint32Array.from(made, (node) => node.id) : tokenizer.encode(text).ids;
  const isMade = made.length === 1 && made[0]!.id === id;
  return {
    id,
    bytes,
    text,
    rank: isMade ? rank : undefined,
    special,
    merge: isMade ? made[0] : undefined,
    reachable: becomes.length === 1 && becomes[0] === id,
    becomes,
  };
}

/** A text that stands behind another one. */
export interface Neighbour {
  readonly place: keyof typeof PLACES;
  /** What stands before the text. */
  readonly before: string;
  /** The tokens that have some part of the text. */
  readonly ids: Uint32Array;
  readonly count: number;
  /** True where the first of them has some part of what stands before, too: the space of " the". */
  readonly joined: boolean;
}

/** Places in code where the same text may become other tokens. */
const PLACES = {
  alone: '',
  lineStart: '\n',
  space: ' ',
  bracket: '(',
  letter: 'a',
  dot: '.',
} as const;

/** What a text becomes alone, at a line's start, after a space, a bracket, a letter and a dot; nothing follows it. */
export function neighbours(tokenizer: Tokenizer, text: string): Neighbour[] {
  return Object.entries(PLACES).map(([place, before]) => {
    const { ids, starts, ends } = tokenizer.encode(before + text);
    const first = ends.findIndex((end) => end > before.length);
    const from = first < 0 ? ids.length : first;
    return {
      place: place as keyof typeof PLACES,
      before,
      ids: ids.slice(from),
      count: ids.length - from,
      joined: from < ids.length && starts[from]! < before.length,
    };
  });
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
