/**
 * The seam between decoding and whatever runs the model.
 *
 * An engine holds one model and one sequence of tokens whose state ("KV cache") it keeps between calls.
 * Everything above it (prompt builders, stops, drafts, boundary) is engine-independent and works on token
 * ids and bytes; everything below it is one file per engine in this folder.
 */

/** A token id of the engine's own vocabulary. */
export type TokenId = number;

export interface Vocabulary {
  readonly size: number;
  /** Bytes a token stands for; empty for control tokens. */
  tokenBytes(id: TokenId): Uint8Array;
  /** The control or special token written exactly so, or undefined. */
  special(text: string): TokenId | undefined;
  /** True for tokens after which the model has nothing more to say. */
  isEndOfGeneration(id: TokenId): boolean;
  /** The token the model wants at the start of every prompt, if any. */
  readonly beginOfSequence: TokenId | undefined;
  /** Tokenizes plain text: the spelling of a control token inside it stays plain text. */
  tokenize(text: string): TokenId[];
}

export interface SyncResult {
  /** Tokens of the prompt found in the cache, and tokens evaluated now. */
  readonly reused: number;
  readonly evaluated: number;
}

/** What a step should read from the model at each position. */
export interface Want {
  /** 0 is greedy; above it, the engine samples with `seed`. */
  readonly temperature: number;
  readonly seed: number;
  /**
   * When set, the first token is the best one (or, above temperature 0, drawn from those) that this allows; the
   * step takes no draft then. With no allowed token in the whole vocabulary, the step gives no token.
   */
  readonly allow?: (id: TokenId) => boolean;
  /**
   * What each token of the draft was drawn from, where it was drawn by chance. A step may then accept a token that it
   * would not have drawn itself, if only its tokens are distributed as the model says.
   */
  readonly drawnFrom?: readonly Float32Array[];
  /**
   * When set, and where {@link Engine.logitsAreCheap}, is shown the logits after the last token of the input (`at`
   * 0) and after each token of the draft (1 and on, wrong ones too). They are good during the call alone.
   */
  readonly observe?: (at: number, logits: Logits) => void;
  /**
   * Evaluated behind the draft in the same batch, where {@link Engine.logitsAreCheap} and as many as fit. They are no
   * part of the draft: none can be accepted, {@link observe} is not shown them, and a step that takes no draft, or not
   * all of it, takes none of them.
   */
  readonly probes?: Probes;
}

/** Tokens that only the logits after them are wanted of. */
export interface Probes {
  readonly tokens: readonly TokenId[];
  /**
   * Shown the logits after each of them in order (from 0), where the whole draft before them was right. They are good
   * during the call alone.
   */
  readonly read: (at: number, logits: Logits) => void;
}

/**
 * One number for each entry of the vocabulary: natural logarithms of probabilities, up to a summand that is the same
 * for all of them (see `logits.ts`); -Infinity where an engine knows only that it is next to nothing.
 */
export type Logits = Float32Array;

export interface EvaluateOptions {
  /** The first position of the tokens given whose logits are wanted; their number when none are. */
  readonly from: number;
  /** Called in order with each position from `from` on; the logits are good during the call alone. */
  readonly read: (at: number, logits: Logits) => void;
  readonly signal: AbortSignal;
}

/** Sequences that go on from what the cache holds, side by side, sharing it. */
export interface Branches {
  /**
   * Evaluates one token for each branch (none where `undefined`) in one decode call, and shows the logits after it.
   */
  step(
    tokens: readonly (TokenId | undefined)[],
    read: (branch: number, logits: Logits) => void,
  ): Promise<void>;
  /** Forgets all of them; the engine's own cache is as it was. */
  close(): Promise<void>;
}

/**
 * Reads texts in a sequence of their own, for times when nobody waits: {@link Engine.cached} and its state stay as they
 * are, and the next completion finds all that it can reuse.
 */
export interface Aside {
  /** Tokens that fit beside what the cache holds now. */
  readonly room: number;
  /**
   * Evaluates tokens from the beginning of an empty sequence on, and forgets them, also when it fails. Stops as soon as
   * `signal` aborts (throwing its reason): within a decode call where that can be stopped, or after it.
   */
  evaluate(tokens: readonly TokenId[], options: EvaluateOptions): Promise<void>;
}

export interface StepResult {
  /** Tokens the model chose: the accepted part of the draft and the one that follows it. */
  readonly tokens: readonly TokenId[];
  /** How many tokens of the draft were evaluated, and how many were right. */
  readonly drafted: number;
  readonly accepted: number;
  /** How many probes were evaluated besides; absent for none. */
  readonly probed?: number;
  /** Decode calls made. */
  readonly decodes: number;
}

/** A position to return to with {@link Engine.rollback}. */
export interface Checkpoint {
  readonly length: number;
}

export interface Engine {
  readonly vocabulary: Vocabulary;
  /** Tokens that fit the context, prompt and output together. */
  readonly contextSize: number;
  /** Tokens whose state is in the cache, in order. */
  readonly cached: readonly TokenId[];
  /** Tokens given to decode calls since the model was loaded, for whatever purpose; also of calls that were stopped. */
  readonly evaluatedTokens: number;
  /**
   * Makes the cache hold all of `prompt` but its last token, which the first {@link step} evaluates.
   * Evaluates only what differs from the cache, in chunks, and stops between two chunks when `signal`
   * aborts (throwing its reason); what was evaluated until then stays in the cache.
   */
  sync(prompt: readonly TokenId[], signal: AbortSignal): Promise<SyncResult>;
  /**
   * Evaluates `input` (the last tokens that the cache does not hold yet) and verifies `draft` after it in the
   * same batch. Lossless: with temperature 0 the tokens are those that step-by-step decoding gives.
   */
  step(input: readonly TokenId[], draft: readonly TokenId[], want: Want): Promise<StepResult>;
  /** True where reading a position's logits costs little beside evaluating it. */
  readonly logitsAreCheap: boolean;
  /**
   * Evaluates `tokens` after those that the cache holds, and keeps them there. Between two decode calls it stops when
   * `signal` aborts (throwing its reason); what was evaluated until then stays in the cache.
   */
  evaluate(tokens: readonly TokenId[], options: EvaluateOptions): Promise<void>;
  /** Opens so many branches; only where an engine can hold several sequences. No other call until they are closed. */
  branches?(count: number): Promise<Branches>;
  /** Only where an engine can hold several sequences. Not while branches are open. */
  readonly aside?: Aside;
  checkpoint(): Checkpoint;
  /** Forgets all tokens after the checkpoint. */
  rollback(to: Checkpoint): Promise<void>;
  dispose(): Promise<void>;
}
