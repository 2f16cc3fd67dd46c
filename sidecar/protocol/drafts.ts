import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { BoundaryMode } from './completionOptions';
import type { DraftStats } from './completionStats';
import type { ModelSpec } from './models';

/** An accepted completion (with its line so far) or a saved file, LF line ends: later answers may repeat it. */
export interface LearnParams {
  /** As in a completion's request; what was learned in one workspace is not offered in another. */
  readonly workspace: string;
  /** Identifies the file, whose earlier text is then forgotten; "" for a completion. */
  readonly name: string;
  readonly text: string;
}

/** Asks for the same completions without drafts and with as many as can be had, at some places of a text. */
export interface VerifyParams {
  readonly spec: ModelSpec;
  readonly path: string;
  readonly languageId: string;
  /** The whole text, LF line ends. */
  readonly text: string;
  /** How many places to choose in it. */
  readonly cursors: number;
  /** Another seed chooses other places. */
  readonly seed: number;
  readonly maxTokens: number;
  readonly maxPromptTokens: number;
  readonly boundary: BoundaryMode;
}

/** The first token of a completion that drafting changed. */
export interface DraftDifference {
  /** Place of the cursor, from 1, columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** Tokens that the two completions had in common. */
  readonly after: number;
  /** The next one, undefined where a completion ended. */
  readonly plain: DraftedToken | undefined;
  readonly drafted: DraftedToken | undefined;
  /**
   * By how much the likeliest token is ahead of the next, in natural logarithms of probability: next to nothing, and
   * the rounding of a larger batch may have decided. Undefined where it could not be found out.
   */
  readonly gap: number | undefined;
}

export interface DraftedToken {
  readonly id: number;
  readonly text: string;
}

export interface VerifyResult {
  readonly cursors: number;
  /** Tokens of the completions without drafts. */
  readonly tokens: number;
  readonly plain: DraftingCost;
  readonly drafted: DraftingCost & { readonly drafts: Readonly<Record<string, DraftStats>> };
  readonly differences: readonly DraftDifference[];
}

export interface DraftingCost {
  /** Decode calls after the prompt, and the milliseconds of them. */
  readonly decodes: number;
  readonly ms: number;
}

export const VerifyDraftsRequest = new RequestType<VerifyParams, VerifyResult, void>('drafts/verify');
export const LearnNotification = new NotificationType<LearnParams>('drafts/learn');
