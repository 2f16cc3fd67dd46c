import { getLlama, LlamaLogLevel, type Token } from 'node-llama-cpp';
import type { TokenId } from '../../../../sidecar/engine/engine';

/** Probability of every token of the vocabulary. */
export type Probabilities = ReadonlyMap<TokenId, number>;

/** What node-llama-cpp itself says comes after each token, one evaluated at a time. */
export async function probabilitiesAfter(file: string, tokens: readonly TokenId[]): Promise<Probabilities[]> {
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    maxThreads: 1,
    logLevel: LlamaLogLevel.disabled,
  });
  try {
    const model = await llama.loadModel({ modelPath: file });
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
    await llama.dispose();
  }
}
