import type { Token } from 'node-llama-cpp';
import type { TokenId } from '../../../../sidecar/engine/engine';
import { openLlama } from './openLlama';

/** What node-llama-cpp itself writes, token by token. */
export async function plainGreedy(
  file: string,
  tokens: readonly TokenId[],
  length: number,
): Promise<TokenId[]> {
  const model = await (await openLlama()).loadModel({ modelPath: file });
  const context = await model.createContext({ contextSize: 2048, threads: 1 });
  const written: TokenId[] = [];
  for await (const token of context.getSequence().evaluate(tokens as Token[], { temperature: 0 })) {
    if (written.push(token) === length) break;
  }
  await model.dispose();
  return written;
}
