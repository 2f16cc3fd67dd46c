import type { TokenId, Vocabulary } from '../engine/engine';
import { bytesOf } from './bytes';

/** A prompt whose last tokens are taken back, to be chosen anew. */
export interface Retracted {
  readonly tokens: readonly TokenId[];
  /** Bytes that the next tokens must spell; they are before the cursor already. */
  readonly forced: Uint8Array;
}

/** More tokens back than this, the tokens of a word in the making are the true ones (measured on code). */
const MOST_BACK = 3;

/**
 * Takes back the last token of the text before the cursor, and those before it that belong to the same word.
 *
 * @param tailTokens how many tokens at the prompt's end are such text
 */
export function retract(tokens: readonly TokenId[], tailTokens: number, vocabulary: Vocabulary): Retracted {
  const most = Math.min(MOST_BACK, tailTokens, tokens.length - 1);
  if (most < 1) return { tokens, forced: new Uint8Array(0) };
  let back = 1;
  while (back < most && cutsWord(tokens, tokens.length - back, vocabulary)) back++;
  return { tokens: tokens.slice(0, -back), forced: bytesOf(tokens.slice(-back), vocabulary) };
}

/** True when the tokens before and after position `at` are parts of one word. */
function cutsWord(tokens: readonly TokenId[], at: number, vocabulary: Vocabulary): boolean {
  const before = vocabulary.tokenBytes(tokens[at - 1]!).at(-1);
  const after = vocabulary.tokenBytes(tokens[at]!)[0];
  return before !== undefined && after !== undefined && isWordByte(before) && isWordByte(after);
}

/** Letters, digits, the underscore, and every byte of a character beyond ASCII. */
function isWordByte(byte: number): boolean {
  return byte >= 0x80 || /\w/.test(String.fromCharCode(byte));
}

/** The part of an answer's start that is still owed. */
export class ForcedBytes {
  constructor(
    private rest: Uint8Array,
    private readonly vocabulary: Vocabulary,
  ) {}

  get pending(): boolean {
    return this.rest.length > 0;
  }

  /** True when a token agrees with the bytes owed: it starts with them, or they start with it. */
  readonly allow = (id: TokenId): boolean => {
    const bytes = this.vocabulary.tokenBytes(id);
    if (bytes.length === 0) return false;
    const shared = Math.min(bytes.length, this.rest.length);
    for (let i = 0; i < shared; i++) if (bytes[i] !== this.rest[i]) return false;
    return true;
  };

  /** Takes off what a token's bytes pay, and returns the bytes beyond. */
  take(bytes: Uint8Array): Uint8Array {
    const paid = Math.min(bytes.length, this.rest.length);
    this.rest = this.rest.subarray(paid);
    return bytes.subarray(paid);
  }
}
