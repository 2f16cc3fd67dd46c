import path from 'node:path';
import { CancellationTokenSource, type MessageConnection } from 'vscode-jsonrpc/node.js';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startSidecar } from '../../../sidecar/connect';
import {
  CompleteRequest,
  CompletionTextNotification,
  LoadProgressNotification,
  LoadRequest,
  SidecarErrorCode,
  SurprisalRequest,
  UnloadRequest,
  type CompleteParams,
  type CompleteResult,
} from '../../../sidecar/protocol';
import { bundleSidecar } from '../../lib/bundleSidecar.mjs';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { serve, type Served } from './lib/serve';
import { paramsOf, specOf } from './lib/sidecar';

const SMALL = tinyModel();
const LARGE = tinyModel({ seed: 2 });
/** Another context, so that the two are told apart by more than their file. */
const larger = specOf(LARGE, { contextSize: 1024 });
const LOADING = 'The larger model is still loading.';
/** Tokens drawn as if all were about as likely: the model itself is unsure of nearly each. */
const HOT: Partial<CompleteParams> = { temperature: 5 };
const UNSURE: Partial<CompleteParams> = { ...HOT, larger };
const SURE: Partial<CompleteParams> = { larger };

const ask = (client: MessageConnection, changes: Partial<CompleteParams>): Promise<CompleteResult> =>
  client.sendRequest(CompleteRequest, paramsOf(changes));

/** Both models are there. */
async function warm({ client }: Served): Promise<void> {
  await client.sendRequest(LoadRequest, larger);
  await ask(client, SURE);
}

it('answers with the small model until the larger is there, which loads meanwhile, and then with that', async () => {
  const { client, loads, loaded } = serve();
  const progress: string[] = [];
  client.onNotification(LoadProgressNotification, ({ model }) => progress.push(model));
  const alone = await ask(client, HOT);
  expect(alone.stats.cascade).toBeUndefined();
  const first = await ask(client, UNSURE);
  expect(first.stats.cascade).toEqual({
    by: 'small',
    deferredBy: expect.any(String) as string,
    failure: LOADING,
  });
  expect([first.raw, first.model.path]).toEqual([alone.raw, SMALL]);
  await vi.waitFor(() => expect(loaded).toEqual([SMALL, LARGE]), 20_000);
  expect(progress.at(-1)).toBe(LARGE);

  const second = await ask(client, UNSURE);
  expect(second.stats.cascade).toEqual({ by: 'large', deferredBy: first.stats.cascade?.deferredBy });
  expect(second.model).toMatchObject({ path: LARGE, contextSize: 1024 });
  expect(second.stats.firstTokenMs).toBeLessThanOrEqual(second.stats.totalMs);
  expect(loads).toEqual([SMALL, LARGE]);
  const byLargerAlone = await ask(client, { ...HOT, spec: larger });
  expect(second.raw).toBe(byLargerAlone.raw);
});

it('keeps an answer that the small model is sure of', async () => {
  const served = serve();
  const { client } = served;
  await warm(served);
  const sure = await ask(client, SURE);
  expect(sure.stats.cascade).toEqual({ by: 'small' });
  expect(sure.model.path).toBe(SMALL);
  expect(sure.raw).toBe((await ask(client, {})).raw);
});

it('asks both for the same: constraints, alternatives and the first bytes', async () => {
  const served = serve();
  const { client } = served;
  await warm(served);
  const wanted: Partial<CompleteParams> = { alternatives: 3, begin: 'abc', forbidden: ['#'] };
  const { raw, alternatives, stats } = await ask(client, { ...UNSURE, ...wanted });
  expect(stats.cascade?.by).toBe('large');
  expect(raw).toMatch(/^abc/);
  expect(raw).not.toContain('#');
  expect(alternatives).toHaveLength(2);
});

it('shows the small model’s text, and then the larger’s from its beginning', async () => {
  const served = serve();
  const { client } = served;
  const small = await ask(client, HOT);
  await warm(served);
  const shown: string[] = [];
  client.onNotification(CompletionTextNotification, ({ text }) => shown.push(text));
  const { raw } = await ask(client, { ...UNSURE, streamToken: 's' });
  const again = shown.findIndex((text, at) => at > 0 && text.length < shown[at - 1]!.length);
  expect(again).toBeGreaterThan(0);
  expect(shown[again - 1]).toBe(small.raw);
  // A rule may end the answer before what was shown last.
  for (const text of shown.slice(again)) expect(text.slice(0, raw.length)).toBe(raw.slice(0, text.length));
});

it.each([
  ['is missing', path.resolve('none.gguf'), {}, /^There is no model file at .*check the path/],
  ['is too large', tinyModel({ size: 'mid' }), { freeRam: () => 120e6 }, /^The model needs \d+ MB of memory/],
])(
  'a larger model that %s: the small one’s answer stands, and says why',
  async (_, model, options, reason) => {
    const { client, loads } = serve(undefined, options);
    const request = { ...UNSURE, larger: specOf(model) };
    await vi.waitFor(
      async () => expect((await ask(client, request)).stats.cascade?.failure).toMatch(reason),
      { timeout: 20_000, interval: 200 },
    );
    const answer = await ask(client, request);
    expect(answer.stats.cascade).toMatchObject({
      by: 'small',
      failure: expect.stringMatching(reason) as string,
    });
    expect(answer.stats.generated).toBe(12);
    expect(loads).toEqual([SMALL, model]);
  },
);

it('is cancelled while the larger model writes, and both stay', async () => {
  const { client, loads, freed } = serve();
  const slow = specOf(tinyModel({ size: 'mid' }));
  await client.sendRequest(LoadRequest, slow);
  const source = new CancellationTokenSource();
  let last = '';
  client.onNotification(CompletionTextNotification, ({ text }) => {
    if (text.length < last.length) source.cancel();
    last = text;
  });
  const request = paramsOf({ ...UNSURE, larger: slow, maxTokens: 200, streamToken: 's' });
  await expect(client.sendRequest(CompleteRequest, request, source.token)).rejects.toMatchObject({
    code: SidecarErrorCode.cancelled,
  });
  const again = await ask(client, { ...UNSURE, larger: slow, maxTokens: 2 });
  expect(again.stats.cascade?.by).toBe('large');
  expect([loads, freed]).toEqual([[slow.model, SMALL], []]);
});

it('holds both for as long as completions name them, whatever else is asked', async () => {
  const served = serve();
  const { client, loads, freed } = served;
  await warm(served);
  const reading = { spec: specOf(SMALL), documentId: 'b', text: 'x = 1\n', top: 0 };
  await client.sendRequest(SurprisalRequest, reading);
  expect((await ask(client, UNSURE)).stats.cascade?.by).toBe('large');
  expect([loads, freed]).toEqual([[LARGE, SMALL], []]);
  await ask(client, {});
  await vi.waitFor(() => expect(freed).toEqual([LARGE]));
  const other = specOf(tinyModel({ seed: 3 }));
  await ask(client, { spec: other });
  expect(freed).toEqual([LARGE, SMALL]);
  expect(loads).toEqual([LARGE, SMALL, other.model]);
  await client.sendRequest(UnloadRequest, null);
  expect(freed).toEqual([LARGE, SMALL, other.model]);
});

it('answers with the larger model at once where that was loaded before', async () => {
  const { client, loads } = serve();
  await client.sendRequest(LoadRequest, larger);
  expect((await ask(client, UNSURE)).stats.cascade?.by).toBe('large');
  expect(loads).toEqual([LARGE, SMALL]);
});

it('frees the larger model for the small one where memory is short', async () => {
  let free = Infinity;
  const { client, loads, freed } = serve(undefined, { freeRam: () => (freed.length > 0 ? Infinity : free) });
  await client.sendRequest(LoadRequest, larger);
  free = 50e6;
  const answer = await ask(client, UNSURE);
  expect(answer.stats.cascade).toMatchObject({ by: 'small', failure: LOADING });
  expect(loads.slice(0, 3)).toEqual([LARGE, SMALL, SMALL]);
  expect(freed).toEqual([LARGE]);
});

it('a failure of the larger engine costs only that: the small one’s answer stands, with its cache', async () => {
  let failing = false;
  const served = serve((model) => failing && model === LARGE);
  const { client, loads, freed } = served;
  await warm(served);
  failing = true;
  for (let i = 0; i < 2; i++) {
    const answer = await ask(client, UNSURE);
    expect(answer.stats.cascade).toMatchObject({
      by: 'small',
      failure: "The larger model's engine failed: decode failed",
    });
    expect(answer.stats.reused).toBeGreaterThan(0);
  }
  expect([loads, freed]).toEqual([[LARGE, SMALL], [LARGE]]);
});

it('a failure of the small engine: both are loaded anew', async () => {
  let failing = false;
  const served = serve((model) => failing && model === SMALL);
  const { client, loads, freed } = served;
  await warm(served);
  failing = true;
  await expect(ask(client, UNSURE)).rejects.toMatchObject({ code: SidecarErrorCode.engineFailed });
  expect(freed.toSorted()).toEqual([LARGE, SMALL].toSorted());
  failing = false;
  await warm(served);
  expect(loads).toEqual([LARGE, SMALL, LARGE, SMALL]);
});

it('a model is no larger one for itself', async () => {
  const { client, loads } = serve();
  const answer = await ask(client, { ...UNSURE, larger: specOf(SMALL, { contextSize: 1024 }) });
  expect(answer.stats.cascade).toBeUndefined();
  expect(loads).toEqual([SMALL]);
});

it('models after the first write nothing among the protocol’s messages, nor to the log', async () => {
  const lines: string[] = [];
  const sidecar = await startSidecar({
    scriptPath: await bundleSidecar(),
    logLevel: 'error',
    onLog: (line) => lines.push(line),
  });
  onTestFinished(() => sidecar.dispose());
  let out = '';
  sidecar.process.stdout?.on('data', (bytes: Buffer) => (out += bytes.toString()));
  for (const model of [SMALL, LARGE, tinyModel({ seed: 3 }), SMALL]) {
    // A context that is not the trained one, of which llama.cpp warns.
    await sidecar.connection.sendRequest(LoadRequest, specOf(model));
  }
  expect(out).toContain('"loadMs"');
  expect(out).not.toContain('llama_');
  expect(lines).toEqual([]);
});
