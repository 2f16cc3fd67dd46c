/** Bad use or bad input: one clear line on standard error, exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** A budget or a check failed: the document is on standard output, the reason on standard error, exit code 1. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';
}

/** The user pressed Ctrl+C: exit code 130, as of a process that SIGINT ended. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor() {
    super('interrupted.');
  }
}

/** First line of whatever was thrown. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0]!;
}
