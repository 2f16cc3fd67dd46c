import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { LoadedModel, ModelSpec } from './models';

/** Asks how the model expected a text: it reads it as it is, without the markers of a prompt format. */
export interface SurprisalParams {
  readonly spec: ModelSpec;
  /** Identifies the document, so that a newer reading of it cancels the older one. */
  readonly documentId: string;
  /** Line ends are read as LF. The spelling of a control token is text like any other. */
  readonly text: string;
  /**
   * What is to be reported, in UTF-16 units: every token that has some part of it. What is before is only read. All
   * of the text if absent.
   */
  readonly range?: { readonly start: number; readonly end: number };
  /** How many of the model's likeliest tokens to name at each place. */
  readonly top: number;
  readonly entropy?: boolean;
  /**
   * Tokens that the model sees before each one that is reported, where a text is longer than the context; a quarter
   * of the context if absent.
   */
  readonly overlap?: number;
  /** UTF-16 ranges of identifiers, in order: how many of them the model would have written is then reported, too. */
  readonly identifiers?: readonly { readonly start: number; readonly end: number }[];
  /** When set, `read/progress` notifications with this token say how far the model is. */
  readonly progressToken?: string;
}

/** A token and how the model expected it, given those before it. */
export interface SurprisalToken {
  readonly id: number;
  /** Place in the text in UTF-8 bytes, and in UTF-16 units that are widened to the edges of a character it cuts. */
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly start: number;
  readonly end: number;
  /** Its bytes as the model reads them; U+FFFD where they cut a character, which `partial` says. */
  readonly text: string;
  readonly partial?: true;
  /** Natural logarithm of its probability; null for the first token where the model has none to begin a text with. */
  readonly logprob: number | null;
  /** How many tokens are likelier: 0 for the likeliest; null as above. */
  readonly rank: number | null;
  /** In nats: what `-logprob` was to be expected. Only when asked for. */
  readonly entropy?: number | null;
  /** The model's likeliest tokens here, this one among them if it is one. Control tokens have no text. */
  readonly alternatives?: readonly {
    readonly id: number;
    readonly text: string;
    readonly probability: number;
  }[];
}

/** Of the tokens whose probability is known. */
export interface SurprisalSums {
  /** Sum of their `logprob`. */
  readonly logprob: number;
  readonly scoredTokens: number;
  /** As the model reads them: a line's end is one byte. */
  readonly scoredBytes: number;
  /** null when there are none. */
  readonly bitsPerByte: number | null;
  readonly perplexity: number | null;
}

/** Sums of the tokens of a line, counted from 0; `start` and `end` are UTF-16 offsets, its break not counted. */
export interface SurprisalLine extends SurprisalSums {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Tokens in a row that the model was sure of, so that one pass could write them: see docs/reading-the-model.md. */
export interface LexicalUnitSpan {
  /** Index in `tokens`, and how many. */
  readonly first: number;
  readonly tokens: number;
  readonly start: number;
  readonly end: number;
  readonly meanLogprob: number;
}

/** Identifiers that greedy decoding gets right as a whole, of those that occur less often in the text and more often. */
export interface IdentifierScores {
  readonly rare: { readonly right: number; readonly total: number };
  readonly frequent: { readonly right: number; readonly total: number };
}

export interface SurprisalResult extends SurprisalSums {
  readonly tokens: readonly SurprisalToken[];
  /** False when a token was too unlikely for the engine's numbers: it then counts as e^-103. */
  readonly exact: boolean;
  /** Lines that have tokens, in order. Their sums add up to those of the text. */
  readonly lines: readonly SurprisalLine[];
  readonly units: readonly LexicalUnitSpan[];
  /** Only when asked for. */
  readonly identifiers?: IdentifierScores;
  readonly model: LoadedModel;
  /** What the user should know. */
  readonly notes: readonly string[];
  readonly stats: {
    /** Tokens evaluated for this, and tokens whose state was still in the cache. */
    readonly evaluated: number;
    readonly reused: number;
    /** More than one when the text was longer than the context. */
    readonly windows: number;
    readonly totalMs: number;
  };
}

/** Sent while a text is read: `fraction` runs from 0 to 1. */
export interface ReadProgress {
  readonly progressToken: string;
  readonly fraction: number;
}

export const SurprisalRequest = new RequestType<SurprisalParams, SurprisalResult, void>('read/surprisal');
export const ReadProgressNotification = new NotificationType<ReadProgress>('read/progress');
