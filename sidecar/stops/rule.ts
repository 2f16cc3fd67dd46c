import type { CompletionMode, StopReason } from '../protocol';

export interface StopContext {
  /** Text before and after the cursor, LF line ends. */
  readonly prefix: string;
  readonly suffix: string;
  /** VS Code language id, "" when unknown. */
  readonly languageId: string;
  readonly mode: Exclude<CompletionMode, 'auto'>;
}

export interface Stop {
  readonly stop: StopReason;
  /** How many UTF-16 units of the text belong to the completion. */
  readonly keep: number;
}

/** A stop, and the length of text that was needed to be sure of it. */
export interface Finding extends Stop {
  readonly at: number;
}

/**
 * One reason to stop. Its finding for a text is decided by the first `at` units alone, so it does not matter
 * whether the text grew by one token or by an accepted draft of ten.
 */
export type StopFinder = (text: string) => Finding | undefined;

/** Makes the finder for one completion, or undefined where the rule has no say. */
export interface StopRuleFactory {
  readonly name: string;
  create(context: StopContext): StopFinder | undefined;
}
