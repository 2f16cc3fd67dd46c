import type { BoundaryMode, ConstraintName } from './completionOptions';

/** How the answer was begun at the cursor. */
export interface BoundaryStats {
  /** What was done, which may be less than what was asked for; `reason` says why. */
  readonly method: BoundaryMode;
  readonly reason?: string;
  /** Token paths that were weighed, and tokens evaluated for those that were not taken. */
  readonly paths: number;
  readonly branchTokens: number;
}

/** What one source of drafts did for a request. */
export interface DraftStats {
  /** Drafts that were verified, their tokens, and how many of those were right. */
  readonly drafts: number;
  readonly drafted: number;
  readonly accepted: number;
  /** Steps before which the source was asked. */
  readonly steps: number;
}

/** What constraints did to an answer. */
export interface ConstraintStats {
  /** Tokens that the constraints were asked about, and choices of the model that they did not allow. */
  readonly checks: number;
  readonly rejected: number;
  /** Constraints that had no say here, and why. */
  readonly off: readonly { readonly name: ConstraintName; readonly reason: string }[];
}

/** What choosing among several answers cost, beyond the plain answer. */
export interface ChoiceStats {
  readonly decodes: number;
  /** Tokens evaluated that are in no answer, or in another than the first. */
  readonly evaluated: number;
  /** Cautious: places where several ways were tried, and how many ways in all. */
  readonly places?: number;
  readonly trials?: number;
  /** Why there are fewer alternatives than asked for, other than that the model had no more to offer. */
  readonly reason?: string;
}

/** The `failure` of a {@link CascadeStats} that passes by itself. */
export const LARGER_IS_LOADING = 'The larger model is still loading.';

/** Which of two models answered. */
export interface CascadeStats {
  readonly by: 'small' | 'large';
  /** What of the smaller model's uncertainty made the larger one answer. */
  readonly deferredBy?: string;
  /** Why the smaller model's answer had to do although it was not sure of it. */
  readonly failure?: string;
}

/** How sure the model was of an answer: natural logarithms of the probabilities of its tokens, summed up. */
export interface Confidence {
  readonly tokens: number;
  readonly mean: number;
  /** A tenth, and a quarter, of the tokens are less probable than this. */
  readonly q10: number;
  readonly q25: number;
  /** The least probable of the first three. */
  readonly leastOfFirst: number;
  /** Entropy at the first token, in nats. */
  readonly firstEntropy: number;
}

export interface CompletionStats {
  /** False where a server did not tell its counts of tokens, so that those below are estimates. Default: true. */
  readonly exact?: boolean;
  readonly promptTokens: number;
  /** Tokens of the prompt that were evaluated for this request… */
  readonly evaluated: number;
  /** …and those whose state was still in the cache (evaluated + reused = promptTokens). */
  readonly reused: number;
  /** Tokens generated, and decode calls made for them. */
  readonly generated: number;
  readonly decodes: number;
  readonly drafted: number;
  readonly accepted: number;
  /** By name of the source; only those that had a draft verified. */
  readonly drafts?: Readonly<Record<string, DraftStats>>;
  readonly boundary: BoundaryStats;
  /** Where the request named constraints. */
  readonly constraints?: ConstraintStats;
  /** Where the request asked for more than the plain answer. */
  readonly choice?: ChoiceStats;
  /** Where the request named a larger model. */
  readonly cascade?: CascadeStats;
  /** How sure the model was; only where that costs next to nothing to know. */
  readonly confidence?: Confidence;
  /** Milliseconds from the request's arrival to the first token, and to the end. */
  readonly firstTokenMs: number;
  readonly totalMs: number;
}
