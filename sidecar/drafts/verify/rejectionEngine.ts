import { DelegatingEngine } from '../../engine/delegatingEngine';
import type { Engine, StepResult, TokenId, Want } from '../../engine/engine';
import { samplingAt } from './distribution';
import { stepWithDistributions } from './step';

/**
 * Verifies drafts that were drawn by full rejection sampling, and leaves every other step to the engine. It belongs
 * below what watches over steps or constrains them: to those it is an engine like any other.
 */
export class RejectionEngine extends DelegatingEngine {
  constructor(
    inner: Engine,
    private readonly signal: AbortSignal,
  ) {
    super(inner);
  }

  override step(input: readonly TokenId[], draft: readonly TokenId[], want: Want): Promise<StepResult> {
    const { temperature, seed, drawnFrom, allow, observe, probes } = want;
    if (drawnFrom === undefined || draft.length === 0 || allow !== undefined)
      return super.step(input, draft, want);
    return stepWithDistributions(this.inner, input, draft, drawnFrom, {
      sampling: samplingAt(temperature),
      seed,
      signal: this.signal,
      ...(observe && { observe }),
      ...(probes && { probes }),
    });
  }
}
