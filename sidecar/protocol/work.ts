import { RequestType } from 'vscode-jsonrpc';

/** What the process has done so far. */
export interface WorkResult {
  /** Tokens given to decode calls of the models that are loaded, since each was: for whatever purpose, cancelled or not. */
  readonly evaluatedTokens: number;
  /** Completions asked for, those that nobody waited for, and prompts to be read. */
  readonly completions: number;
  readonly ahead: number;
  readonly warmUps: number;
  /** Of all of these, those that ended with `cancelled`. */
  readonly cancelled: number;
}

/** For measurements: counts nothing itself, and waits for nothing. */
export const WorkRequest = new RequestType<null, WorkResult, void>('session/work');
