import { RequestType } from 'vscode-jsonrpc';
import type { CursorWindow } from './completionOptions';
import type { LoadedModel, ModelSpec } from './models';

/** Asks how far the tokens before a cursor mislead the model about the next character. */
export interface BiasParams extends CursorWindow {
  readonly spec: ModelSpec;
  /** Identifies the document, so that a newer question about it cancels the older one. */
  readonly documentId: string;
  readonly path: string;
  /** As in a completion's request. */
  readonly maxPromptTokens: number;
}

/** A byte that may come next. */
export interface RankedByte {
  /** 0 to 255; 256 is the end of the text. */
  readonly byte: number;
  /** The byte as a person reads it: "a", "\n", "0xE6", "end". */
  readonly label: string;
  readonly probability: number;
}

/**
 * How far the model's view of the next byte is off at a cursor because of where the tokens end there ("tokenization
 * bias", arXiv 2406.16829).
 */
export interface BiasGauge {
  /** The likeliest next bytes after the tokens of the text so far, taken as they are. */
  readonly naive: readonly RankedByte[];
  /** The same given the bytes of the text so far, whatever tokens they are of. */
  readonly exact: readonly RankedByte[];
  /** Half the sum of all differences: 0 where the two agree, 1 where they exclude each other. */
  readonly totalVariation: number;
  /** Relative entropy of the exact distribution to the naive one, in nats; probabilities below 1e-12 count as that. */
  readonly klNats: number;
}

export interface BiasResult {
  /** Absent where it can't be told; `reason` says why. */
  readonly gauge?: BiasGauge;
  readonly reason?: string;
  readonly model: LoadedModel;
}

export const BiasRequest = new RequestType<BiasParams, BiasResult, void>('boundary/bias');
