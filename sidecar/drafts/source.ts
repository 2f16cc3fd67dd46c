import type { Logits, StepResult, TokenId } from '../engine/engine';

/** A guess at the tokens that come next. A wrong one costs time and never changes the text. */
export interface Draft {
  /** Name of the source. */
  readonly source: string;
  readonly tokens: readonly TokenId[];
  /** For each token, how probable the source holds it, given that those before it are right. */
  readonly probabilities: readonly number[];
}

/** What a source may know of a request before the first token is written. */
export interface DraftRequest {
  /** Tokens that decoding goes on from: the prompt, and what the boundary chose. */
  readonly tokens: readonly TokenId[];
  /** How many tokens at the end of `tokens` belong to the answer already. */
  readonly chosen: number;
  /** True for control tokens, over which no guess may run and from which nothing is learned. */
  readonly isControl: (id: TokenId) => boolean;
  /** Text that the answer may well begin with: typed since, or of a cached completion; "" for none. */
  readonly expected: string;
  /** Identifies the workspace, so that what is remembered of one is not offered in another. */
  readonly workspace: string;
}

/**
 * One place that guesses come from. One file per source, one line in `sources.ts`. A source lives as long as its
 * model; what it learns stays with it from request to request.
 */
export interface DraftSource {
  readonly name: string;
  begin(request: DraftRequest): void;
  /**
   * The best guess after all tokens so far, at most `most` tokens; `undefined` for none. Called before each step.
   */
  propose(most: number): Draft | undefined | Promise<Draft | undefined>;
  /** Told of each step's tokens: verified, in order. */
  push(step: Pick<StepResult, 'tokens'>): void;
  /**
   * Told the logits after `token`, which follows `before`; also of tokens that were guessed and wrong. Only on
   * engines where logits are cheap; the logits are good during the call alone.
   */
  observe?(before: TokenId | undefined, token: TokenId, logits: Logits): void;
  dispose?(): Promise<void>;
}
