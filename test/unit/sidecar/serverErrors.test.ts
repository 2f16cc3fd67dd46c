import { PassThrough } from 'node:stream';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../../sidecar/engine/engine';
import { CompleteRequest, SidecarErrorCode } from '../../../sidecar/protocol';
import { createLoader } from '../../../sidecar/server/loadModel';
import { Log } from '../../../sidecar/server/log';
import { Server } from '../../../sidecar/server/server';
import { paramsOf } from './lib/sidecar';

/** The real server and the real engine in this process, the engine failing when `fails` says so. */
function serve(fails: () => boolean) {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const ends = [
    createMessageConnection(new StreamMessageReader(up), new StreamMessageWriter(down)),
    createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up)),
  ] as const;
  const load = createLoader({ log: () => undefined });
  let loads = 0;
  const log = new Log();
  log.write = () => undefined;
  const server = new Server({
    connection: ends[0],
    log,
    load: async (...request) => {
      loads++;
      const model = await load(...request);
      const step = model.engine.step.bind(model.engine);
      const failing: Engine['step'] = (...input) =>
        fails() ? Promise.reject(new Error('decode failed\nat some place')) : step(...input);
      return { ...model, engine: Object.assign(model.engine, { step: failing }) };
    },
    exit: () => undefined,
  });
  for (const end of ends) end.listen();
  onTestFinished(async () => {
    await server.stop();
    for (const end of ends) end.dispose();
  });
  return { client: ends[1], loads: () => loads };
}

describe('an engine that fails', () => {
  it('fails the request with a word, and is loaded anew for the next', async () => {
    let failing = false;
    const { client, loads } = serve(() => failing);
    const first = await client.sendRequest(CompleteRequest, paramsOf());
    failing = true;
    await expect(client.sendRequest(CompleteRequest, paramsOf())).rejects.toMatchObject({
      code: SidecarErrorCode.engineFailed,
      message: 'The inference engine failed: decode failed',
    });
    failing = false;
    const second = await client.sendRequest(CompleteRequest, paramsOf());
    expect(second.raw).toBe(first.raw);
    expect(loads()).toBe(2);
    expect((await client.sendRequest(CompleteRequest, paramsOf())).stats.reused).toBeGreaterThan(0);
    expect(loads()).toBe(2);
  });

  it('does not lose the model over a request that was cancelled or made no sense', async () => {
    const { client, loads } = serve(() => false);
    await client.sendRequest(CompleteRequest, paramsOf());
    await expect(client.sendRequest(CompleteRequest, paramsOf({ maxTokens: 9999 }))).rejects.toThrow(
      /no room/,
    );
    const both = [1, 2].map(() => client.sendRequest(CompleteRequest, paramsOf()));
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(loads()).toBe(1);
  });
});
