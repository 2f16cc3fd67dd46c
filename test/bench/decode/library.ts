import { getLlama, LlamaLogLevel, type LlamaContextSequence, type Token } from 'node-llama-cpp';
import type { TokenId } from '../../../sidecar/engine/engine';
import type { GpuChoice } from '../../../sidecar/protocol';
import { Stopwatch, type Leg } from './leg';
import { CONTEXT, type OpenOptions } from './ours';

const BATCH = 512;

/** node-llama-cpp's own generation. */
export async function openLibrary({ file, gpu, threads }: OpenOptions): Promise<Leg> {
  const llama = await getLlama({
    gpu: kindOf(gpu),
    build: 'never',
    maxThreads: threads,
    logLevel: LlamaLogLevel.error,
    logger: () => undefined,
  });
  const model = await llama.loadModel({ modelPath: file });
  const context = await model.createContext({ contextSize: CONTEXT, batchSize: BATCH, threads });
  const sequence = context.getSequence();
  return {
    name: 'node-llama-cpp',
    async write(prompt, count) {
      await sequence.clearHistory();
      const watch = new Stopwatch();
      const tokens: TokenId[] = [];
      for await (const token of answer(sequence, prompt)) {
        watch.token();
        if (model.isEogToken(token)) break;
        tokens.push(token);
        if (tokens.length === count) break;
      }
      return watch.written(tokens);
    },
    async next(prompt) {
      const start = performance.now();
      await sequence.adaptStateToTokens(prompt.slice(0, -1) as Token[], false);
      const rest = prompt.slice(sequence.nextTokenIndex);
      const tokens = answer(sequence, rest);
      await tokens.next();
      const ms = performance.now() - start;
      await tokens.return(undefined);
      return { ms, evaluated: rest.length };
    },
    dispose: () => llama.dispose(),
  };
}

function answer(sequence: LlamaContextSequence, tokens: readonly TokenId[]) {
  return sequence.evaluate([...tokens] as Token[], { temperature: 0, yieldEogToken: true });
}

function kindOf(gpu: GpuChoice): 'auto' | 'cuda' | 'vulkan' | 'metal' | false {
  return gpu === 'cpu' ? false : gpu;
}
