import { RequestType } from 'vscode-jsonrpc';
import type { CompleteParams } from './completion';
import type { ContextOrigin } from './context';
import type { LoadedModel } from './models';

/** What a stretch of a prompt is. outline: imports and signatures of what stands too far above the cursor. */
export type PromptOrigin = 'marker' | 'path' | 'outline' | 'before' | 'line' | 'after' | ContextOrigin;

/** A stretch of a prompt, in the order of the prompt. */
export interface PromptSegment {
  readonly origin: PromptOrigin;
  /** Of context: the file, and the first line there, from 0. */
  readonly path?: string;
  readonly line?: number;
  /** Lines that it begins with and that are not the file's: they name it. Default: none. */
  readonly heading?: number;
  readonly tokens: readonly PromptToken[];
}

export interface PromptToken {
  readonly id: number;
  /**
   * Its bytes as text: the texts of all tokens are the prompt. Of a character that several tokens make up, the last one
   * has it, and the others nothing of it. A control token's spelling where that is known.
   */
  readonly text: string;
  /** Its state is in the model's cache: it need not be evaluated. */
  readonly reused: boolean;
}

/** Something that is not in the prompt, or not whole. */
export interface PromptCut {
  readonly origin: PromptOrigin;
  readonly path?: string;
  readonly line?: number;
  /** Tokens that were left out; 0 where they were not counted. */
  readonly tokens: number;
  /** One sentence. */
  readonly reason: string;
}

/** The prompt that a completion would send now; nothing is evaluated for it. */
export interface InspectResult {
  readonly segments: readonly PromptSegment[];
  readonly cuts: readonly PromptCut[];
  readonly promptTokens: number;
  readonly reusedTokens: number;
  /** Tokens that the prompt may have. */
  readonly budget: number;
  /** Family of the prompt format. */
  readonly family: string;
  readonly model: LoadedModel;
}

export const InspectRequest = new RequestType<CompleteParams, InspectResult, void>('completion/inspect');
