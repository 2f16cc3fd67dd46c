import { DelegatingEngine } from '../../../../sidecar/engine/delegatingEngine';
import type { Engine, Logits, StepResult, TokenId, Want } from '../../../../sidecar/engine/engine';

/**
 * A real model whose probes say what a script says, as those of a model that was trained for them would: it evaluates
 * them, and shows other logits.
 *
 * @param says the token that the probe for this position of the text is sure of
 */
export class OracleEngine extends DelegatingEngine {
  probed = 0;
  /** Calls of a probe's `read`. */
  shown = 0;
  readonly #says: (position: number) => TokenId;

  constructor(inner: Engine, says: (position: number) => TokenId) {
    super(inner);
    this.#says = says;
  }

  override async step(input: readonly TokenId[], draft: readonly TokenId[], want: Want): Promise<StepResult> {
    const { probes, ...rest } = want;
    if (!probes) return this.inner.step(input, draft, want);
    const next = this.inner.cached.length + input.length + draft.length;
    const read = (at: number, logits: Logits): void => {
      this.shown++;
      const other = new Float32Array(logits.length);
      other[this.#says(next + 1 + at)] = 20;
      probes.read(at, other);
    };
    const result = await this.inner.step(input, draft, { ...rest, probes: { ...probes, read } });
    this.probed += result.probed ?? 0;
    return result;
  }
}
