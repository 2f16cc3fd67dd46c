import { PassThrough } from 'node:stream';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node.js';
import { onTestFinished } from 'vitest';
import type { Engine } from '../../../../sidecar/engine/engine';
import { createLoader, type LoaderOptions } from '../../../../sidecar/server/loadModel';
import { Log } from '../../../../sidecar/server/log';
import { Server } from '../../../../sidecar/server/server';

export interface Served {
  readonly client: MessageConnection;
  /** Models that were begun to load, by path or id, in their order. */
  readonly loads: readonly string[];
  /** Those that came. */
  readonly loaded: readonly string[];
  /** Those freed. */
  readonly freed: readonly string[];
}

/** The real server and the real engine in this process, which end with the test; steps fail where `fails` says so. */
export function serve(
  fails: (model: string) => boolean = () => false,
  options: Partial<LoaderOptions> = {},
): Served {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const ends = [
    createMessageConnection(new StreamMessageReader(up), new StreamMessageWriter(down)),
    createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up)),
  ] as const;
  const load = createLoader({ log: () => undefined, ...options });
  const loads: string[] = [];
  const loaded: string[] = [];
  const freed: string[] = [];
  const log = new Log();
  log.write = () => undefined;
  const server = new Server({
    connection: ends[0],
    log,
    load: async (spec, ...rest) => {
      loads.push(spec.model);
      const model = await load(spec, ...rest);
      loaded.push(spec.model);
      const { engine } = model;
      const step = engine.step.bind(engine);
      const dispose = engine.dispose.bind(engine);
      const watched: Pick<Engine, 'step' | 'dispose'> = {
        step: (...input) =>
          fails(spec.model) ? Promise.reject(new Error('decode failed\nat some place')) : step(...input),
        dispose: () => {
          freed.push(spec.model);
          return dispose();
        },
      };
      return { ...model, engine: Object.assign(engine, watched) };
    },
    exit: () => undefined,
  });
  for (const end of ends) end.listen();
  onTestFinished(async () => {
    await server.stop();
    for (const end of ends) end.dispose();
  });
  return { client: ends[1], loads, loaded, freed };
}
