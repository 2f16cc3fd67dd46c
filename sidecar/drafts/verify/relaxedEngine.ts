import { DelegatingEngine } from '../../engine/delegatingEngine';
import type { Engine, StepResult, TokenId, Want } from '../../engine/engine';
import { samplingAt } from './distribution';
import { relaxedByBest, relaxedByProbability } from './relaxed';
import { stepWithDistributions } from './step';

/** A guess that the model gives this probability is kept at temperature 0 (LUD, spec 3)… */
const BETA = 0.3;
/** …and above it by this factor more readily than it would have been drawn (NEST, spec 6). */
const GAMMA = 0.5;

/**
 * LOSSY: keeps guesses that the model holds likely although it would have written something else, so that drafts are
 * longer and the text is another than without them. Only for who asked for it.
 */
export class RelaxedEngine extends DelegatingEngine {
  constructor(
    inner: Engine,
    private readonly signal: AbortSignal,
  ) {
    super(inner);
  }

  override step(input: readonly TokenId[], draft: readonly TokenId[], want: Want): Promise<StepResult> {
    const { temperature, seed, allow, observe, probes } = want;
    if (draft.length === 0 || allow !== undefined) return super.step(input, draft, want);
    const judge =
      temperature > 0
        ? relaxedByBest({ lossy: true, gamma: GAMMA })
        : relaxedByProbability({ lossy: true, beta: BETA });
    return stepWithDistributions(
      this.inner,
      input,
      draft,
      draft.map(() => undefined),
      {
        sampling: samplingAt(temperature > 0 ? temperature : 1),
        seed,
        signal: this.signal,
        judge,
        ...(observe && { observe }),
        ...(probes && { probes }),
      },
    );
  }
}
