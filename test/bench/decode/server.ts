import type { ChildProcess } from 'node:child_process';
import type { TokenId } from '../../../sidecar/engine/engine';
import { launchServer } from './launchServer';
import { Stopwatch, type Leg } from './leg';
import { CONTEXT, type OpenOptions } from './ours';

export interface ServerOptions extends OpenOptions {
  /** The program, and a port of this machine that is free. */
  readonly program: string;
  readonly port: number;
  /** Sees to it that a process ends with this one; returns what ends it now. */
  readonly endable: (child: ChildProcess) => () => Promise<void>;
}

/** One part of a streamed answer (tools/server/README.md of llama.cpp, POST /completion). */
interface Part {
  readonly tokens?: readonly TokenId[];
  readonly stop?: boolean;
  readonly timings?: { readonly prompt_n: number };
}

const BATCH = '512';

/** llama-server with one slot, over HTTP on this machine. */
export async function openServer(options: ServerOptions): Promise<Leg> {
  const { program, port, file, gpu, threads, endable } = options;
  const device = gpu === 'cpu' ? ['--device', 'none'] : [];
  const count = String(threads);
  const { url, dispose } = await launchServer({
    program,
    port,
    endable,
    args: [
      ...['--model', file, ...device],
      ...['--threads', count, '--threads-batch', count, '--parallel', '1', '--ctx-size', String(CONTEXT)],
      ...['--batch-size', BATCH, '--ubatch-size', BATCH],
      // It would copy what it drops of a prompt aside, which nobody here comes back to.
      ...['--cache-ram', '0'],
    ],
  });
  return {
    name: 'llama-server',
    async write(prompt, most) {
      const watch = new Stopwatch();
      const tokens: TokenId[] = [];
      for await (const part of complete(url, { prompt, n_predict: most, cache_prompt: false })) {
        for (const token of part.tokens ?? []) {
          watch.token();
          tokens.push(token);
        }
      }
      return watch.written(tokens);
    },
    async next(prompt) {
      const start = performance.now();
      let ms = 0;
      let evaluated = 0;
      for await (const part of complete(url, { prompt, n_predict: 1, cache_prompt: true })) {
        ms ||= performance.now() - start;
        evaluated = part.timings?.prompt_n ?? evaluated;
      }
      return { ms, evaluated };
    },
    dispose,
  };
}

async function* complete(
  url: string,
  request: {
    readonly prompt: readonly TokenId[];
    readonly n_predict: number;
    readonly cache_prompt: boolean;
  },
): AsyncGenerator<Part> {
  const greedy = { temperature: 0, samplers: ['temperature'], stream: true, return_tokens: true };
  const answer = await fetch(`${url}/completion`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...greedy, ...request }),
  });
  if (!answer.ok || answer.body === null) throw new Error(`llama-server answered ${await answer.text()}`);
  const decoder = new TextDecoder();
  const reader = answer.body.getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      if (event.startsWith('data: {')) yield JSON.parse(event.slice('data: '.length)) as Part;
    }
  }
}
