import type { TokenId, Vocabulary } from '../engine/engine';
import { bestAllowed, bestOfAll, MOST_TRIALS } from './awrs';
import type { ConstraintState } from './constraint';

/**
 * The state after a token, or undefined where a constraint does not allow it. A token that stands for no bytes ends
 * the answer, and leaves the state as it is.
 */
export function afterToken(
  state: ConstraintState,
  id: TokenId,
  vocabulary: Vocabulary,
): ConstraintState | undefined {
  const bytes = vocabulary.tokenBytes(id);
  if (bytes.length === 0) return state.mayEnd ? state : undefined;
  return state.after(bytes);
}

/** The token with the highest score that `allow` admits, looked for among the best ones or, where it is narrow, all. */
export function bestUnder(
  state: ConstraintState | undefined,
  scores: ArrayLike<number>,
  allow: (id: TokenId) => boolean,
): TokenId | undefined {
  return state?.isNarrow ? bestOfAll(scores, allow) : bestAllowed(scores, allow, MOST_TRIALS).token;
}
