import type { Engine, TokenId, Want } from '../../../sidecar/engine/engine';
import { loadLlama, type LoadedEngine } from '../../../sidecar/engine/llama/load';
import type { GpuChoice } from '../../../sidecar/protocol';
import { loadOptions } from '../loadOptions.mjs';
import { Stopwatch, type Leg } from './leg';

/** Tokens of context that every leg has. */
export const CONTEXT = 2048;

/** How the sidecar calls llama.cpp: see sidecar/engine/llama/binding.ts. */
export type Binding = 'node-llama-cpp' | 'direct';

const GREEDY: Want = { temperature: 0, seed: 0 };
const never = new AbortController().signal;

export interface OpenOptions {
  readonly file: string;
  readonly gpu: GpuChoice;
  readonly threads: number;
}

/** The sidecar's engine and loop, in this process. */
export async function openOurs(binding: Binding, { file, gpu, threads }: OpenOptions): Promise<LoadedEngine> {
  const before = process.env['TOKOSCOPE_BINDING'];
  process.env['TOKOSCOPE_BINDING'] = binding;
  try {
    return await loadLlama(loadOptions(file, { gpu, contextSize: CONTEXT, threads }));
  } finally {
    if (before === undefined) delete process.env['TOKOSCOPE_BINDING'];
    else process.env['TOKOSCOPE_BINDING'] = before;
  }
}

export function oursLeg(name: string, engine: Engine): Leg {
  return {
    name,
    async write(prompt, count) {
      await engine.rollback({ length: 0 });
      const watch = new Stopwatch();
      await engine.sync(prompt, never);
      const tokens: TokenId[] = [];
      let input = prompt.slice(-1);
      while (tokens.length < count) {
        const step = await engine.step(input, [], GREEDY);
        watch.token();
        const token = step.tokens[0];
        if (token === undefined || engine.vocabulary.isEndOfGeneration(token)) break;
        tokens.push(token);
        input = [token];
      }
      return watch.written(tokens);
    },
    async next(prompt) {
      const start = performance.now();
      const { evaluated } = await engine.sync(prompt, never);
      await engine.step(prompt.slice(-1), [], GREEDY);
      return { ms: performance.now() - start, evaluated: evaluated + 1 };
    },
    dispose: () => engine.dispose(),
  };
}

/** Milliseconds from the abort of a prompt to the engine's being free. */
export async function cancelToIdle(
  engine: Engine,
  prompt: readonly TokenId[],
  afterMs: number,
): Promise<number> {
  await engine.rollback({ length: 0 });
  const abort = new AbortController();
  const running = engine.sync(prompt, abort.signal).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  const start = performance.now();
  abort.abort(new Error('cancelled'));
  await running;
  return performance.now() - start;
}
