import type { Logits, StepResult, TokenId } from '../../engine/engine';
import { topTokens } from '../topTokens';
import { CONFIDENT } from './lexicalUnits';

/** What the model expected after a token of a step. */
interface Expected {
  readonly after: TokenId;
  readonly token: TokenId;
  /** 0 for less than {@link CONFIDENT}. */
  readonly probability: number;
}

/** More than any step evaluates: what is seen without a step that follows is forgotten. */
const MOST = 256;

/** How probable the tokens of steps were, from what the engine shows at each position, or from what it accepted. */
export class Expectations {
  #seen: Expected[] = [];

  observe(token: TokenId, logits: Logits): void {
    if (this.#seen.length >= MOST) this.#seen = [];
    const { ids, logits: tops, confidence } = topTokens(logits);
    const [best] = ids;
    if (best === undefined) return;
    const probability = confidence < CONFIDENT ? 0 : probabilityOf(tops[0]!, logits);
    this.#seen.push({ after: token, token: best, probability });
  }

  /**
   * Probabilities of a step's tokens. NaN where it is not known or below {@link CONFIDENT}; on engines that show no
   * logits, tokens of accepted drafts count as just confident: somebody expected them.
   *
   * @param last the token before them
   */
  of({ tokens }: Pick<StepResult, 'tokens'>, last: TokenId | undefined): number[] {
    const seen = this.#seen;
    this.#seen = [];
    if (seen.length === 0) return tokens.map((_, at) => (at < tokens.length - 1 ? CONFIDENT : NaN));
    return tokens.map((token, at) => {
      const expected = seen[at];
      if (expected === undefined) return NaN;
      const before = at === 0 ? last : tokens[at - 1];
      return expected.after === before && expected.token === token ? expected.probability : NaN;
    });
  }

  forget(): void {
    this.#seen = [];
  }
}

/** Of the best token with its logit, or 0 as soon as it is certain to be below {@link CONFIDENT}. */
function probabilityOf(best: number, logits: Logits): number {
  const most = 1 / CONFIDENT;
  // All that is farther away, in a vocabulary of 150,000, is less than an eighth of what may be missing.
  const least = best - 16;
  let sum = 0;
  for (const logit of logits) {
    if (!(logit > least)) continue;
    sum += Math.exp(logit - best);
    if (sum > most) return 0;
  }
  return 1 / sum;
}
