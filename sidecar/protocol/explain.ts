import { RequestType } from 'vscode-jsonrpc';
import type { CompleteParams } from './completion';
import type { PromptOrigin } from './inspect';
import type { LoadedModel } from './models';

/**
 * Asks which lines of a completion's prompt carried its answer: how much less likely the answer is when they are taken
 * out. First all pieces of the prompt, then halves of those that matter, down to lines.
 */
export interface ExplainParams extends CompleteParams {
  /** What the model wrote, or any other text at the cursor. */
  readonly answer: string;
  /**
   * Tokens to evaluate at most: what is not known then stays so, and the result says it. The prompt as it is and the one
   * without all lines are read in any case.
   */
  readonly tokenBudget: number;
  /** Lines that together weigh less than so many nats are not looked at one by one. Default: 0.1. */
  readonly leastWeight?: number;
  /** When set, `read/progress` notifications with this token say how much of the budget is spent. */
  readonly progressToken?: string;
}

/** Where a line, or the first of several, is from. */
export interface ExplainedPlace {
  readonly origin: PromptOrigin;
  /** Of context: the file. */
  readonly path?: string;
  /**
   * From 0; of context in its file, else in `prefix` and `suffix` put together. Absent where it stands in no file, as
   * the lines of an outline do.
   */
  readonly line?: number;
}

export interface ExplainedLine extends ExplainedPlace {
  /** Without its line end. */
  readonly text: string;
  /** Natural logarithm of how much likelier the answer is with the line than without; below 0, it was in the way. */
  readonly nats: number;
}

/** Lines in a row that were taken out together. */
export interface ExplainedPiece extends ExplainedPlace {
  readonly lines: number;
  readonly nats: number;
}

export interface ExplainResult {
  /** Natural logarithm of the answer's probability after the prompt as it is, and how many tokens it has. */
  readonly logprob: number;
  readonly answerTokens: number;
  /** How much of that goes when every line but the cursor's is taken out. */
  readonly totalNats: number;
  /** The stretches of the prompt, those that helped most first. */
  readonly pieces: readonly ExplainedPiece[];
  /** Lines that were looked at one by one, those that helped most first. */
  readonly lines: readonly ExplainedLine[];
  /** Lines that were looked at only together with others, as they weigh little or the budget was spent. */
  readonly otherLines: number;
  /** False when the budget was spent. */
  readonly complete: boolean;
  readonly model: LoadedModel;
  /** What the user should know. */
  readonly notes: readonly string[];
  readonly stats: {
    readonly evaluated: number;
    readonly reused: number;
    /** Prompts that were tried. */
    readonly prompts: number;
    readonly totalMs: number;
  };
}

export const ExplainRequest = new RequestType<ExplainParams, ExplainResult, void>('completion/explain');
