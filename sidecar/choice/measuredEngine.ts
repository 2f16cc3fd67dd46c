import { DelegatingEngine } from '../engine/delegatingEngine';
import type { Logits, StepResult, TokenId, Want } from '../engine/engine';
import { entropy, logNormaliser } from '../engine/logits';
import type { Confidence } from '../protocol';
import { confidenceOf } from './uncertainty';

/**
 * Notes how probable the tokens are that steps choose. Only for engines where logits are cheap: on others it sees
 * nothing, and knows nothing.
 */
export class MeasuredEngine extends DelegatingEngine {
  readonly #logProbabilities: number[] = [];
  #firstEntropy: number | undefined;

  override async step(input: readonly TokenId[], draft: readonly TokenId[], want: Want): Promise<StepResult> {
    /** The logits at each position: which token is chosen there is known afterwards. */
    const seen: Logits[] = [];
    const observe = (at: number, logits: Logits): void => {
      seen[at] = logits.slice();
      want.observe?.(at, logits);
    };
    const result = await this.inner.step(input, draft, { ...want, observe });
    result.tokens.forEach((id, at) => {
      const logits = seen[at];
      if (logits === undefined) return;
      this.#firstEntropy ??= entropy(logits);
      this.#logProbabilities.push(logits[id]! - logNormaliser(logits));
    });
    return result;
  }

  /** Of the first `tokens` tokens; undefined where nothing was seen. */
  confidence(tokens: number): Confidence | undefined {
    const { logitsAreCheap } = this;
    if (!logitsAreCheap || this.#firstEntropy === undefined) return undefined;
    return confidenceOf(this.#logProbabilities.slice(0, tokens), this.#firstEntropy);
  }
}
