import type { Engine, Probes, StepResult, TokenId, Want } from '../../engine/engine';
import { distribution, type Probabilities, type Sampling } from './distribution';
import type { Judge } from './judge';
import { uniforms } from './random';
import { rejection } from './rejection';

export interface StepOptions {
  /** Applied to the model's logits; the draft's distributions must have been made the same way. */
  readonly sampling: Sampling;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** How a draft is verified; {@link rejection} if absent. */
  readonly judge?: Judge;
  /** Shown the logits of each position, as in {@link Want.observe}, on any engine. */
  readonly observe?: NonNullable<Want['observe']>;
  readonly probes?: Probes;
}

/**
 * One verified step on {@link Engine.evaluate}: evaluates `input` (the last tokens that the cache does not hold yet)
 * and `draft`, and judges the draft by the distributions that its tokens were drawn from. For engines where logits
 * are cheap; right, and slow, on others. When it fails or `signal` aborts, the cache is as it was.
 *
 * @param input at least one token
 * @param draftDistributions of each token of the draft, what it was drawn from; `undefined` where it was chosen. A
 *   token that was chosen must not come with a distribution: the text would not be the model's.
 */
export async function stepWithDistributions(
  engine: Engine,
  input: readonly TokenId[],
  draft: readonly TokenId[],
  draftDistributions: readonly (Probabilities | undefined)[],
  options: StepOptions,
): Promise<StepResult> {
  const { sampling, seed, signal, judge = rejection, observe, probes } = options;
  const start = engine.checkpoint();
  const room = Math.max(0, engine.contextSize - start.length - input.length);
  const proposal = draft.slice(0, room);
  const probed =
    proposal.length < draft.length ? [] : (probes?.tokens.slice(0, room - proposal.length) ?? []);
  const first = input.length - 1;
  const tokens: TokenId[] = [];
  const model = new Float32Array(engine.vocabulary.size);
  let accepted = 0;
  try {
    await engine.evaluate([...input, ...proposal, ...probed], {
      from: first,
      signal,
      read: (at, logits) => {
        const index = at - first;
        const behind = index - proposal.length - 1;
        if (behind >= 0) {
          if (accepted === proposal.length) probes?.read(behind, logits);
          return;
        }
        observe?.(index, logits);
        if (accepted !== index) return;
        const token = proposal[index];
        const from = draftDistributions[index];
        const drafted = token === undefined ? undefined : { token, ...(from && { from }) };
        const random = uniforms(seed, start.length + input.length + index);
        const chosen = judge(distribution(logits, sampling, model), drafted, random);
        tokens.push(chosen);
        if (chosen === token) accepted++;
      },
    });
    signal.throwIfAborted();
  } catch (error) {
    await engine.rollback(start);
    throw error;
  }
  await engine.rollback({ length: start.length + input.length + accepted });
  const count = probed.length > 0 ? { probed: probed.length } : {};
  return { tokens, drafted: proposal.length, accepted, ...count, decodes: 1 };
}
