import type { Engine, TokenId, Want } from '../engine/engine';
import type { BoundaryMode } from '../protocol';

/**
 * Where the prompt ends and the answer begins.
 *
 * The text before the cursor may end inside a token ("ret", or the indentation whose last space belongs to the next
 * word). Its tokens there are not those that the model knows. A boundary method decides which tokens stand there
 * instead: they spell the text before the cursor and, mostly, the beginning of the answer.
 */
export interface BoundaryRequest {
  readonly engine: Engine;
  /** Tokens of the whole prompt, as its builder made them. */
  readonly tokens: readonly TokenId[];
  /** How many of them, at the end, are text before the cursor with no marker among them: those may be replaced. */
  readonly tailTokens: number;
  /** The text that those tokens were made of, or its end, to tell whether they give it back; unknown when left out. */
  readonly tailText?: string;
  readonly want: Want;
  readonly signal: AbortSignal;
}

/** What the decoding goes on from. */
export interface BoundaryStart {
  /** The engine's cache holds all of them but the last. */
  readonly tokens: readonly TokenId[];
  /** How many of them, at the end, the boundary method chose. */
  readonly chosen: number;
  /** Bytes of the chosen tokens that lie after the cursor: the beginning of the answer. */
  readonly written: Uint8Array;
  /** Decode calls made to choose. */
  readonly decodes: number;
  /** Tokens before the chosen ones that were in the cache already. */
  readonly reused: number;
  /** Token paths that agree with the text before the cursor and were weighed; 0 where none were. */
  readonly paths: number;
  /** Tokens evaluated beside those in `tokens`, for paths that were not taken. */
  readonly branchTokens: number;
  readonly method: BoundaryMode;
  /** Why no more was done than this, for the user: a clause without a full stop. */
  readonly reason?: string;
}

/** A method that has no answer here: a simpler one must do. */
export interface NoBoundary {
  /** Why, for the user: a clause without a full stop. */
  readonly reason: string;
  /** What it cost, where it came so far. */
  readonly cost?: { readonly reused: number; readonly decodes: number };
}

/** One way to begin. */
export type BoundaryMethod = (request: BoundaryRequest) => Promise<BoundaryStart | NoBoundary>;
