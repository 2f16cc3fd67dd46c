import type { Engine, Logits, TokenId } from '../../engine/engine';
import { logNormaliser } from '../../engine/logits';
import { unitText } from './unitText';
import type { UnitText } from './unitStore';

/** Tokens that are evaluated at a time, and how many of them were evaluated before, for what they say of the rest. */
const WINDOW = 2048;
const OVERLAP = 256;

export interface Mined extends UnitText {
  /** Of each token, given those before it in its window; NaN for the first. */
  readonly probabilities: Float32Array;
}

export interface MineOptions {
  /** Shown the logits after each token, for other sources that learn from them (see `DraftSource.observe`). */
  readonly observe?: (before: TokenId | undefined, token: TokenId, logits: Logits) => void;
}

/**
 * Has a model read a text, and finds its lexical units. For times when nobody waits for the engine: what its cache
 * held is forgotten. Stops between two decode calls when `signal` aborts (throwing its reason).
 */
export async function mine(
  engine: Engine,
  tokens: readonly TokenId[],
  signal: AbortSignal,
  { observe }: MineOptions = {},
): Promise<Mined> {
  const { vocabulary } = engine;
  const probabilities = new Float32Array(tokens.length).fill(NaN);
  const lead = vocabulary.beginOfSequence === undefined ? [] : [vocabulary.beginOfSequence];
  const size = Math.min(WINDOW, engine.contextSize - lead.length);
  const overlap = Math.min(OVERLAP, size >> 3);
  for (
    let start = 0;
    start === 0 ? tokens.length > 0 : start + overlap < tokens.length;
    start += size - overlap
  ) {
    signal.throwIfAborted();
    const window = tokens.slice(start, start + size);
    await engine.rollback({ length: 0 });
    await engine.evaluate([...lead, ...window], {
      from: start === 0 ? 0 : Math.max(0, lead.length + overlap - 1),
      signal,
      read: (at, logits) => {
        const index = at - lead.length;
        const next = window[index + 1];
        if (next !== undefined) {
          probabilities[start + index + 1] = Math.exp(logits[next]! - logNormaliser(logits));
        }
        if (index >= 0) observe?.(tokens[start + index - 1], window[index]!, logits);
      },
    });
  }
  return { ...unitText(tokens, probabilities, vocabulary), probabilities };
}
