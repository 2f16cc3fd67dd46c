import type { Token } from 'node-llama-cpp';
import type { TokenId } from '../../../../sidecar/engine/engine';
import { openLlama } from '../../sidecar/lib/openLlama';

/** Probability of every token of the vocabulary. */
export type Probabilities = ReadonlyMap<TokenId, number>;

/** What node-llama-cpp itself says comes after each token, one evaluated at a time. */
export async function probabilitiesAfter(file: string, tokens: readonly TokenId[]): Promise<Probabilities[]> {
  const model = await (await openLlama()).loadModel({ modelPath: file });
  try {
    const context = await model.createContext({ contextSize: 1024, threads: 1 });
    const sequence = context.getSequence();
    const after: Probabilities[] = [];
    for (const token of tokens) {
      const [output] = await sequence.controlledEvaluate([
        [token as Token, { generateNext: { probabilities: true, options: { temperature: 0 } } }],
      ]);
      after.push(output!.next.probabilities!);
    }
    return after;
  } finally {
    await model.dispose();
  }
}
