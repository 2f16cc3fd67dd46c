import { DelegatingEngine } from '../engine/delegatingEngine';
import type { Logits, StepResult, TokenId, Want } from '../engine/engine';
import { entropy, quickLogNormaliser } from '../engine/logits';
import type { Confidence } from '../protocol';
import { confidenceOf } from './uncertainty';

/**
 * Notes how probable the tokens are that steps choose. Only for engines where logits are cheap: on others it sees
 * nothing, and knows nothing.
 */
export class MeasuredEngine extends DelegatingEngine {
  readonly #logProbabilities: number[] = [];
  /** The logits at each position of a step: which token is chosen there is known afterwards. */
  readonly #seen: Logits[] = [];
  #firstEntropy: number | undefined;

  override async step(input: readonly TokenId[], draft: readonly TokenId[], want: Want): Promise<StepResult> {
    let seen = 0;
    const observe = (at: number, logits: Logits): void => {
      (this.#seen[at] ??= new Float32Array(logits.length)).set(logits);
      seen = at + 1;
      want.observe?.(at, logits);
    };
    const result = await this.inner.step(input, draft, { ...want, observe });
    result.tokens.forEach((id, at) => {
      const logits = this.#seen[at];
      if (logits === undefined || at >= seen) return;
      this.#firstEntropy ??= entropy(logits);
      this.#logProbabilities.push(logits[id]! - quickLogNormaliser(logits));
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
