import { getLlama, LlamaLogLevel, type Token } from 'node-llama-cpp';
import type { TokenId } from '../../../../sidecar/engine/engine';

/** What node-llama-cpp itself writes, token by token. */
export async function plainGreedy(
  file: string,
  tokens: readonly TokenId[],
  length: number,
): Promise<TokenId[]> {
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    maxThreads: 1,
    logLevel: LlamaLogLevel.disabled,
  });
  const model = await llama.loadModel({ modelPath: file });
  const context = await model.createContext({ contextSize: 2048, threads: 1 });
  const written: TokenId[] = [];
  for await (const token of context.getSequence().evaluate(tokens as Token[], { temperature: 0 })) {
    if (written.push(token) === length) break;
  }
  await llama.dispose();
  return written;
}
