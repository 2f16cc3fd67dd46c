import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type {
  BoundaryMode,
  CompletionMode,
  ConstraintName,
  CursorWindow,
  DraftMode,
} from './completionOptions';
import type { CompletionStats } from './completionStats';
import type { ContextItem } from './context';
import type { LoadedModel, ModelSpec } from './models';

export interface CompleteParams extends CursorWindow {
  readonly spec: ModelSpec;
  /** Identifies the document, so that a newer request for it cancels the older one. */
  readonly documentId: string;
  /** VS Code language id, "" when unknown. */
  readonly languageId: string;
  /** Path or name of the file, for formats that carry one. */
  readonly path: string;
  readonly mode: CompletionMode;
  readonly maxTokens: number;
  /** Budget of the prompt in tokens of the model; 0 = what fits beside `maxTokens`. */
  readonly maxPromptTokens: number;
  /** Generation stops after this many milliseconds, counted from the first token; 0 = no limit. */
  readonly timeBudgetMs: number;
  /** 0 is greedy. */
  readonly temperature: number;
  readonly seed: number;
  readonly boundary: BoundaryMode;
  /** Default: auto. */
  readonly drafts?: DraftMode;
  /** What else the model may see; what of it is sent is decided by the budget. Default: none. */
  readonly context?: readonly ContextItem[];
  /** Name of the repository or workspace, for formats that carry one. Default: "". */
  readonly repository?: string;
  /** Text that the answer may well begin with, such as what an answer at about this place had; a guess, no more. */
  readonly expected?: string;
  /** Identifies the workspace, in which drafts are looked for (see `drafts/learn`). */
  readonly workspace?: string;
  /** Answers to offer in all, at most 5; those beyond the first are as different as they can be. Default: 1. */
  readonly alternatives?: number;
  /** Where the model is unsure, tries several ways to go on and keeps the likeliest: slower. Default: false. */
  readonly cautious?: boolean;
  /**
   * A larger model, which answers where this one is not sure. It is loaded after an answer of this one, and this one
   * answers alone until it is there. Default: none.
   */
  readonly larger?: ModelSpec;
  /**
   * Gives no text where answers as unsure as this one were hardly ever accepted (see `completion/outcome`), and what
   * becomes of answers is remembered. Default: false.
   */
  readonly hideUnsure?: boolean;
  readonly constraints?: readonly ConstraintName[];
  /** Text that the answer must begin with. */
  readonly begin?: string;
  /** Texts that must not come in the answer. */
  readonly forbidden?: readonly string[];
  /** When set, `completion/text` notifications with this token carry the raw text as it grows. */
  readonly streamToken?: string;
}

/** Why generation ended. */
export type StopReason =
  | 'end' // the model said it is done
  | 'line' // single line: a line break
  | 'scope' // block: the indentation fell below the block's
  | 'suffix' // the output met the text after the cursor
  | 'repetition'
  | 'length' // maxTokens
  | 'constraint' // none of the likeliest tokens is allowed
  | 'time' // timeBudgetMs
  | 'cut'; // the connection to the model's server broke off after a whole line

export interface CompleteResult {
  /** Text to insert at the cursor, after post-processing; "" = nothing worth showing. */
  readonly text: string;
  /** What the model wrote, before post-processing. */
  readonly raw: string;
  readonly stop: StopReason;
  /** Names of the post-processing filters that changed or dropped the text, in order; `unsure`: see `hideUnsure`. */
  readonly filters: readonly string[];
  /** True where the text would have been hidden as too unsure, and is there so that it is found out when that is wrong. */
  readonly letThrough?: boolean;
  readonly stats: CompletionStats;
  readonly model: LoadedModel;
  /** Which pieces of the request's context the model saw whole, by their index; where the request had any. */
  readonly seen?: readonly number[];
  /** Other texts to insert, after post-processing, all different; where more than one was asked for. */
  readonly alternatives?: readonly string[];
}

export interface CompletionText {
  readonly streamToken: string;
  /** The whole raw text so far, in place of what came before: a larger model writes it anew from its beginning. */
  readonly text: string;
}

export const CompleteRequest = new RequestType<CompleteParams, CompleteResult, void>('complete');
export const CompletionTextNotification = new NotificationType<CompletionText>('completion/text');
