import type { Logits, Probes, StepResult, TokenId, Vocabulary } from '../engine/engine';
import type { UnitText } from './units/unitStore';
import type { Probabilities, Sampling } from './verify/distribution';

/** A guess at the tokens that come next. A wrong one costs time and never changes the text. */
export interface Draft {
  /** Name of the source. */
  readonly source: string;
  readonly tokens: readonly TokenId[];
  /** For each token, how probable the source holds it, given that those before it are right. */
  readonly probabilities: readonly number[];
  /**
   * Where the tokens were drawn and not chosen: what each was drawn from. Such a draft is verified whole, as it is:
   * leaving out a token for what it is would change the odds of the text.
   */
  readonly distributions?: readonly Probabilities[];
}

/** How tokens are drawn in a request above temperature 0, for sources that draw theirs in the same way. */
export interface Drawing {
  readonly sampling: Sampling;
  readonly seed: number;
}

/** What a source may know of a request before the first token is written. */
export interface DraftRequest {
  /** Tokens that decoding goes on from: the prompt, and what the boundary chose. */
  readonly tokens: readonly TokenId[];
  /** How many tokens at the end of `tokens` the boundary chose: they end where the answer goes on. */
  readonly chosen: number;
  /**
   * The texts of the prompt (the suffix, other files) without its control tokens, each in the order of its text. The
   * last is the one that the answer goes on from: the lines above the cursor, its line, and what the boundary chose.
   */
  readonly texts: readonly (readonly TokenId[])[];
  /** Bytes of the chosen tokens that lie after the cursor: the beginning of the answer. */
  readonly written: Uint8Array;
  /** True for control tokens, over which no guess may run and from which nothing is learned. */
  readonly isControl: (id: TokenId) => boolean;
  /** Text that the answer may well begin with: typed since, or of a cached completion; "" for none. */
  readonly expected: string;
  /** Identifies the workspace, so that what is remembered of one is not offered in another. */
  readonly workspace: string;
  /** Where drawn drafts can be verified as such. */
  readonly drawing?: Drawing;
  /** Ends the request; whatever a source still does for it should end, too. */
  readonly signal: AbortSignal;
}

/** A text of the workspace that later answers may repeat. */
export interface LearnedText {
  readonly workspace: string;
  /** Identifies the document; a later text of the same name takes the place of the one before. "" for none. */
  readonly name: string;
  readonly tokens: readonly TokenId[];
}

/** What all sources of a model are made with. */
export interface SourceContext {
  readonly vocabulary: Vocabulary;
}

/**
 * One place that guesses come from. One file per source, one line in `sources.ts`. A source lives as long as its
 * model; what it learns stays with it from request to request.
 */
export interface DraftSource {
  readonly name: string;
  /** True while its drafts are drawn: it is asked last, for as many tokens as are to be verified. */
  readonly draws?: boolean;
  begin(request: DraftRequest): void;
  /**
   * The best guess after all tokens so far, at most `most` tokens; `undefined` for none. Called before a step, but
   * not before each: a source that does not earn its keep is left out for a while.
   */
  propose(most: number): Draft | undefined | Promise<Draft | undefined>;
  /** Told of each step's tokens: verified, in order; and how many probes it evaluated. */
  push(step: Pick<StepResult, 'tokens' | 'probed'>): void;
  /**
   * Tokens to be evaluated behind the draft of a step, any source's: what is read of them before {@link push} is for
   * the draft of the next one. So many of the first of them are as are worth their time; always the same tokens. Only
   * one source of a model has them.
   */
  readonly probes?: Probes;
  /**
   * Told the logits after `token`, which follows `before`; also of tokens that were guessed and wrong. Only on
   * engines where logits are cheap; the logits are good during the call alone.
   */
  observe?(before: TokenId | undefined, token: TokenId, logits: Logits): void;
  /** Told of accepted completions and saved files; between requests. */
  learn?(text: LearnedText): void;
  /** As {@link observe}, for a text of a workspace that the model reads when nobody waits. */
  read?(workspace: string, before: TokenId | undefined, token: TokenId, logits: Logits): void;
  /** Told of the units of a file that the model has read. */
  learnUnits?(workspace: string, file: string, text: UnitText): void;
  /** True when the units of this very text are known: it need not be read again. */
  knows?(text: LearnedText): boolean;
  /** What it remembers of workspaces, where that may be kept for another session. */
  readonly memory?: WorkspaceMemory;
  dispose?(): Promise<void>;
}

/** What a source remembers of workspaces, as bytes for the next session. */
export interface WorkspaceMemory {
  /** Whether it holds a memory of a workspace now: of the few that were used last. */
  remembers(workspace: string): boolean;
  exportMemory(workspace: string): Uint8Array;
  /** Takes up what {@link exportMemory} gave; false when it is of another version or vocabulary, or damaged. */
  importMemory(workspace: string, bytes: Uint8Array): boolean;
}
