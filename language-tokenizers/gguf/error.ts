/**
 * Why a GGUF file can't be used. The message completes "The file …".
 *
 * notGguf: it is something else; damaged: it can't be right; unsupported: it is right, and beyond us.
 */
export class GgufError extends Error {
  override readonly name = 'GgufError';

  constructor(
    readonly kind: 'notGguf' | 'damaged' | 'unsupported',
    message: string,
  ) {
    super(message);
  }
}

export function damaged(message: string): GgufError {
  return new GgufError('damaged', message);
}

/** A number for people: 98,362,432. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
