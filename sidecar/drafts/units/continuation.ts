import type { TokenId } from '../../engine/engine';

/** A way to go on after two tokens, and how it did so far. */
export interface Continuation {
  readonly tokens: readonly TokenId[];
  /** Mean of the natural logarithms of the tokens' probabilities where a model read them. */
  readonly meanLogProbability: number;
  /** How often all of it followed, and how often something else did. */
  readonly seen: number;
  readonly missed: number;
  /** Names of the files it is from; "" for what a model wrote. */
  readonly files: readonly string[];
}

/** Of what was seen less often than this, only the part stays that was right. */
const FEWEST_RIGHT = 0.25;

/** How many tokens of a continuation are those of `tokens` from `at` on. */
export function matching(own: readonly TokenId[], tokens: readonly TokenId[], at: number): number {
  let count = 0;
  while (count < own.length && own[count] === tokens[at + count]) count++;
  return count;
}

/**
 * The continuation after what really came, `tokens` from `at` on; `undefined` when nothing of it is left. A text that
 * ends before the continuation does says nothing.
 */
export function judged(own: Continuation, tokens: readonly TokenId[], at: number): Continuation | undefined {
  const right = matching(own.tokens, tokens, at);
  if (right === own.tokens.length) return { ...own, seen: own.seen + 1 };
  if (at + right >= tokens.length) return own;
  const missed = own.missed + 1;
  if (own.seen >= FEWEST_RIGHT * (own.seen + missed)) return { ...own, missed };
  return right > 0 ? { ...own, tokens: own.tokens.slice(0, right), seen: 1, missed: 0 } : undefined;
}

/** How probable it is that all of it follows; one miss more than there was stands for what is not known yet. */
export const shareOf = ({ seen, missed }: Continuation): number => seen / (seen + missed + 1);

/** Tokens that it can be expected to get right. */
export function worthOf(own: Continuation): number {
  const each = Math.exp(own.meanLogProbability);
  let sum = 0;
  for (let left = own.tokens.length; left > 0; left--) sum = each * (1 + sum);
  return sum * shareOf(own);
}
