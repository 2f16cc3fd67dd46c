import type { DocumentToken, TokenRun } from '../bpe/tokenizer';

/*
 * Tokens of a text that got a space in front, as tokens of the text itself. The space stands for the text's first
 * code point as much as that does itself: a token that has only the space shares that code point with the next one.
 */

/** `first`: units of the text's first code point. */
export function withoutPrefix(run: TokenRun, first: number): TokenRun {
  const { length } = run;
  if (length === 0)
    return { ...run, start: Math.max(0, run.start - 1), byteStart: Math.max(0, run.byteStart - 1) };
  const less = (offset: number): number => Math.max(0, offset - 1);
  const starts = run.starts.map(less);
  const ends = run.ends.map(less);
  const byteEnds = run.byteEnds.map(less);
  const partial = run.partial.slice();
  if (run.first === 0 && run.ends[0] === 1) {
    ends[0] = first;
    partial[0] = 1;
    if (length > 1) partial[1] = 1;
  }
  return { ...run, start: less(run.start), byteStart: less(run.byteStart), starts, ends, byteEnds, partial };
}

/** `next`: the token after it; needed where it has only the space. */
export function tokenWithoutPrefix(
  token: DocumentToken,
  next: DocumentToken | undefined,
  first: number,
): DocumentToken {
  const isAlone = token.index === 0 && token.end === 1;
  const less = (offset: number): number => Math.max(0, offset - 1);
  return {
    ...token,
    start: less(token.start),
    end: isAlone ? first : less(token.end),
    byteStart: less(token.byteStart),
    byteEnd: less(token.byteEnd),
    partial: token.partial || isAlone,
    group: isAlone ? { first: 0, length: 1 + (next?.group.length ?? 0) } : token.group,
  };
}
