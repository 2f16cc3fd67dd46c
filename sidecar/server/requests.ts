import {
  ResponseError,
  type CancellationToken,
  type MessageConnection,
  type RequestType,
} from 'vscode-jsonrpc/node.js';
import { cancelled, reasonOf, SidecarError } from '../errors';
import { SidecarErrorCode } from '../protocol';
import type { Log } from './log';

/** Registers a handler that gets an AbortSignal, and whose errors become typed responses. */
export function handle<P, R>(
  connection: MessageConnection,
  log: Log,
  type: RequestType<P, R, void>,
  handler: (params: P, signal: AbortSignal) => Promise<R>,
): void {
  connection.onRequest(type, async (params: P, token: CancellationToken) => {
    const abort = new AbortController();
    const onCancel = (): void => abort.abort(cancelled('The request was cancelled.'));
    const subscription = token.onCancellationRequested(onCancel);
    if (token.isCancellationRequested) onCancel();
    try {
      return await handler(params, abort.signal);
    } catch (error) {
      return toResponseError(error, log);
    } finally {
      subscription.dispose();
    }
  });
}

function toResponseError(error: unknown, log: Log): ResponseError {
  if (error instanceof SidecarError) {
    log.write('debug', error.message);
    return new ResponseError(error.code, error.message);
  }
  log.write('error', error instanceof Error ? (error.stack ?? error.message) : String(error));
  return new ResponseError(SidecarErrorCode.engineFailed, `The inference engine failed: ${reasonOf(error)}`);
}
