import { SidecarErrorCode } from './protocol';

export type ErrorCode = (typeof SidecarErrorCode)[keyof typeof SidecarErrorCode];

/** An error whose message is for the user: one sentence that says what is wrong and what to do about it. */
export class SidecarError extends Error {
  override readonly name = 'SidecarError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export function cancelled(message: string): SidecarError {
  return new SidecarError(SidecarErrorCode.cancelled, message);
}

/** First line of whatever was thrown: libraries put long explanations below it. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0]!.trim();
}
