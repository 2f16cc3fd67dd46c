import type { TokenId, Vocabulary } from '../engine/engine';

/**
 * Where the prompt ends and the answer begins.
 *
 * The text before the cursor may end inside a token ("ret", or the indentation whose last space belongs to the
 * next word). Its tokens there are not those that the model knows, so the last ones are taken back, and the answer
 * must start with their bytes.
 */
export interface Boundary {
  readonly tokens: readonly TokenId[];
  /** Bytes that the answer must start with; they are before the cursor already. */
  readonly forced: Uint8Array;
}

/** The boundary as the prompt has it: nothing is taken back. */
export function plainBoundary(tokens: readonly TokenId[]): Boundary {
  return { tokens, forced: new Uint8Array(0) };
}

/** Takes back the last token of the text before the cursor (`tailTokens` tokens of the prompt's end are such text). */
export function healedBoundary(
  tokens: readonly TokenId[],
  tailTokens: number,
  vocabulary: Vocabulary,
): Boundary {
  const last = tokens.at(-1);
  if (last === undefined || tailTokens < 1 || tokens.length < 2) return plainBoundary(tokens);
  return { tokens: tokens.slice(0, -1), forced: vocabulary.tokenBytes(last) };
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
