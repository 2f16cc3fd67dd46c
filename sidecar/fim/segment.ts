import type { TokenId } from '../engine/engine';
import type { PromptOrigin } from '../protocol';

/** A stretch of a prompt that comes from one place. */
export interface Segment {
  readonly origin: PromptOrigin;
  /** Of another file: its path, and its first line there, from 0. */
  readonly path?: string;
  readonly line?: number;
  /** Lines that it begins with and that are not the file's: they name it. Default: none. */
  readonly heading?: number;
  readonly tokens: readonly TokenId[];
}

export function countTokens(segments: readonly Segment[]): number {
  return segments.reduce((sum, { tokens }) => sum + tokens.length, 0);
}
