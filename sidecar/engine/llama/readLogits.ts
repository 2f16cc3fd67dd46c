import type { ControlledEvaluateInputItem, LlamaContextSequence, Token } from 'node-llama-cpp';
import type { EvaluateOptions, TokenId } from '../engine';

/** Positions read in one call: each comes as a map of the whole vocabulary. */
const AT_ONCE = 8;

/** At temperature 0 node-llama-cpp gives the softmax of the whole vocabulary, before any cut. */
const WHOLE = { generateNext: { probabilities: true, options: { temperature: 0 } } } as const;

/** Evaluates tokens[first] and on, and shows the logits after each. */
export async function readLogits(
  sequence: LlamaContextSequence,
  tokens: readonly TokenId[],
  first: number,
  vocabularySize: number,
  { read, signal }: Pick<EvaluateOptions, 'read' | 'signal'>,
): Promise<void> {
  const logits = new Float32Array(vocabularySize);
  for (let start = first; start < tokens.length; start += AT_ONCE) {
    signal.throwIfAborted();
    const group = tokens.slice(start, start + AT_ONCE);
    const items = group.map((token): ControlledEvaluateInputItem => [token as Token, WHOLE]);
    const outputs = await sequence.controlledEvaluate(items);
    group.forEach((_, at) => {
      logits.fill(-Infinity);
      for (const [id, probability] of outputs[at]?.next.probabilities ?? []) {
        logits[id] = Math.log(probability);
      }
      read(start + at, logits);
    });
  }
}
