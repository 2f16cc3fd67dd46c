import type { TokenId } from '../../engine/engine';
import type { Probabilities } from './distribution';

/** A token of a draft, under judgement. */
export interface Drafted {
  readonly token: TokenId;
  /**
   * The distribution that the token was drawn from; absent where it was not drawn but chosen (the most probable one,
   * a copy of older text), which is a distribution with all its mass on the token.
   */
  readonly from?: Probabilities;
}

/**
 * A rule of acceptance: the token that stands at a position where the model has the distribution `model`. It is the
 * drafted one when that is accepted, and no other position of the draft counts after one that is not.
 *
 * @param drafted absent after the last token of a draft
 * @param random uniform numbers in [0, 1)
 */
export type Judge = (model: Probabilities, drafted: Drafted | undefined, random: () => number) => TokenId;
