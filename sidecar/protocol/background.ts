import { RequestType } from 'vscode-jsonrpc';
import type { CompleteParams, CompleteResult } from './completion';

/** What bringing a prompt into the model's cache took. */
export interface WarmResult {
  readonly promptTokens: number;
  /** Tokens evaluated for it, and tokens whose state was in the cache already. */
  readonly evaluated: number;
  readonly reused: number;
  /** Milliseconds that it took, without the time that it waited for the engine. */
  readonly ms: number;
}

/**
 * Requests that nobody waits for. There is one at a time, any other request ends it (with `cancelled`), and no model is
 * loaded for it.
 *
 * ahead: a completion that may be asked for soon; warm: only the prompt of one is evaluated.
 */
export const AheadRequest = new RequestType<CompleteParams, CompleteResult, void>('completion/ahead');
export const WarmRequest = new RequestType<CompleteParams, WarmResult, void>('completion/warm');
