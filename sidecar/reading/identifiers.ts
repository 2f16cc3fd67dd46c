import type { IdentifierScores } from '../protocol';

/** A token at its place, and what the model would have written there. */
export interface PredictedToken {
  readonly start: number;
  readonly end: number;
  /** 0 where it is the model's own first choice; null where that is not known. */
  readonly rank: number | null;
  /** Text of the model's first choice. */
  readonly best: string | undefined;
}

/** Names that occur at least so often in a text are frequent in it. Ours: there is no corpus to count in. */
const FREQUENT = 5;

/**
 * How many identifiers of a text the model would have written whole, had it been asked at the place where the token
 * with their first letter begins: the score of "Learn Your Tokens" (2310.11628), which does not depend on how a
 * tokenizer cuts them. An identifier is right when every token with a part of it is the greedy choice, and so is to
 * end there. One that greedy decoding spells with other tokens than the tokenizer does counts as wrong.
 *
 * @param tokens neighbours, in order
 * @param identifiers UTF-16 ranges in order; those that the tokens do not cover are left out
 */
export function scoreIdentifiers(
  text: string,
  tokens: readonly PredictedToken[],
  identifiers: readonly { readonly start: number; readonly end: number }[],
): IdentifierScores {
  const occurrences = new Map<string, number>();
  const nameOf = ({ start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end);
  for (const one of identifiers) occurrences.set(nameOf(one), (occurrences.get(nameOf(one)) ?? 0) + 1);
  const scores = { rare: { right: 0, total: 0 }, frequent: { right: 0, total: 0 } };
  let first = 0;
  for (const identifier of identifiers) {
    while (first < tokens.length && tokens[first]!.end <= identifier.start) first++;
    const right = isRight(tokens, first, identifier);
    if (right === undefined) continue;
    const score = occurrences.get(nameOf(identifier))! < FREQUENT ? scores.rare : scores.frequent;
    score.total++;
    if (right) score.right++;
  }
  return scores;
}

/** Undefined where it is not known. */
function isRight(
  tokens: readonly PredictedToken[],
  first: number,
  { start, end }: { readonly start: number; readonly end: number },
): boolean | undefined {
  let at = first;
  if (at >= tokens.length || tokens[at]!.start > start) return undefined;
  let right = true;
  for (; at < tokens.length && tokens[at]!.start < end; at++) {
    if (tokens[at]!.rank === null) return undefined;
    right &&= tokens[at]!.rank === 0;
  }
  if (tokens[at - 1]!.end < end) return undefined;
  const next = tokens[at];
  const goesOn =
    tokens[at - 1]!.end === end && next !== undefined && /^[\p{L}\p{N}_$]/u.test(next.best ?? '');
  return right && !goesOn;
}
