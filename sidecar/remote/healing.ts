import type { BoundaryMode, BoundaryStats } from '../protocol';

/** What may be one token, or a few: a word, a run of signs, each with the space before it, or a run of spaces. */
const LAST_PIECE = / ?[\p{L}\p{N}_]{1,24}$| ?[^\s\p{L}\p{N}_]{1,8}$|[ \t]{1,24}$/u;
/** A control token may begin with it, or it is no text: the server could not spell it. */
const NOT_SPELLED = /[<\uFFFD\p{Cs}]/u;

/**
 * The end of the text before the cursor whose tokens the model had better choose itself: a cursor rarely stands where
 * a token ends, and nobody here knows the server's tokens. "" for nothing.
 */
export function takenBack(prefix: string): string {
  const piece = LAST_PIECE.exec(prefix.slice(-64))?.[0] ?? '';
  return NOT_SPELLED.test(piece) ? '' : piece;
}

/** A server did not begin its answer as it was told to. */
export class Disobeyed extends Error {
  override readonly name = 'Disobeyed';
}

/**
 * What an answer says behind the text that it spells again; undefined while that is not whole.
 *
 * @throws Disobeyed when it says something else
 */
export function behind(written: string, begin: string): string | undefined {
  if (written.startsWith(begin)) return written.slice(begin.length);
  if (begin.startsWith(written)) return undefined;
  throw new Disobeyed('The server did not begin its answer as it was told to.');
}

/** What is told of a server's beginning of its answer. */
export function healingStats(wanted: BoundaryMode, begin: string): BoundaryStats {
  const none = { paths: 0, branchTokens: 0 };
  if (wanted === 'off') return { method: 'off', ...none };
  if (begin === '') return { method: 'off', ...none, reason: 'The server takes the text as it is.' };
  if (wanted === 'heal') return { method: 'heal', ...none };
  return { method: 'heal', ...none, reason: 'A server weighs no token paths.' };
}
