import { CancellationTokenSource, type MessageConnection } from 'vscode-jsonrpc/node.js';
import { expect, it } from 'vitest';
import {
  AheadRequest,
  CompleteRequest,
  LoadRequest,
  SidecarErrorCode,
  WarmRequest,
  type CompleteParams,
} from '../../../sidecar/protocol';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { serve } from './lib/serve';
import { paramsOf, specOf } from './lib/sidecar';

/** Takes the tiny model of this size long enough to be met while it runs. */
const LONG: Partial<CompleteParams> = {
  spec: specOf(tinyModel({ size: 'mid' })),
  prefix: 'total = total + 1\n'.repeat(400),
};
const CANCELLED = { code: SidecarErrorCode.cancelled };

it('warms a prompt: the completion after it evaluates what was typed, and says the same', async () => {
  const { client } = serve();
  const plain = await client.sendRequest(CompleteRequest, paramsOf({ prefix: 'fields = x', suffix: '' }));
  await client.sendRequest(CompleteRequest, paramsOf({ prefix: 'elsewhere', suffix: '' }));

  const warmed = await client.sendRequest(WarmRequest, paramsOf({ prefix: 'fields = ', suffix: '' }));
  expect(warmed.promptTokens).toBeGreaterThan(8);
  expect(warmed.evaluated + warmed.reused).toBe(warmed.promptTokens - 1);
  expect(warmed.ms).toBeGreaterThan(0);
  const again = await client.sendRequest(WarmRequest, paramsOf({ prefix: 'fields = ', suffix: '' }));
  expect(again.evaluated).toBe(0);

  const after = await client.sendRequest(CompleteRequest, paramsOf({ prefix: 'fields = x', suffix: '' }));
  expect(after.raw).toBe(plain.raw);
  expect(after.stats.evaluated).toBeLessThan(plain.stats.evaluated);
});

it('answers ahead with what a completion would say', async () => {
  const { client } = serve();
  const plain = await client.sendRequest(CompleteRequest, paramsOf());
  const ahead = await client.sendRequest(AheadRequest, paramsOf());
  expect([ahead.text, ahead.raw]).toEqual([plain.text, plain.raw]);
});

it('loads no model for what nobody waits for', async () => {
  const { client, loads } = serve();
  await expect(client.sendRequest(WarmRequest, paramsOf())).rejects.toMatchObject(CANCELLED);
  await expect(client.sendRequest(AheadRequest, paramsOf())).rejects.toMatchObject(CANCELLED);
  expect(loads).toEqual([]);
});

it.each([
  ['a warm-up', (client, params) => client.sendRequest(WarmRequest, params)],
  ['an answer ahead', (client, params) => client.sendRequest(AheadRequest, params)],
] satisfies [string, (client: MessageConnection, params: CompleteParams) => Promise<unknown>][])(
  'ends %s as soon as somebody asks',
  async (_, ask) => {
    const { client } = serve();
    await client.sendRequest(LoadRequest, LONG.spec!);
    const ended = expect(ask(client, paramsOf({ ...LONG, maxTokens: 200 }))).rejects.toMatchObject(CANCELLED);
    const answer = await client.sendRequest(
      CompleteRequest,
      paramsOf({ spec: LONG.spec!, documentId: 'other', maxTokens: 2 }),
    );
    expect(answer.stats.generated).toBe(2);
    await ended;
  },
);

it('ends nothing that somebody waits for, and waits until that is done', async () => {
  const { client } = serve();
  const order: string[] = [];
  const answer = client.sendRequest(CompleteRequest, paramsOf()).then(() => order.push('complete'));
  const ahead = client.sendRequest(AheadRequest, paramsOf()).then(() => order.push('ahead'));
  await Promise.all([answer, ahead]);
  expect(order).toEqual(['complete', 'ahead']);
});

it('keeps one at a time, and ends it when it is cancelled', async () => {
  const { client } = serve();
  await client.sendRequest(LoadRequest, LONG.spec!);
  const first = client.sendRequest(WarmRequest, paramsOf(LONG));
  const replaced = expect(first).rejects.toMatchObject(CANCELLED);
  const source = new CancellationTokenSource();
  const second = client.sendRequest(WarmRequest, paramsOf(LONG), source.token);
  await replaced;
  const ended = expect(second).rejects.toMatchObject(CANCELLED);
  source.cancel();
  await ended;
});

it('checks what it is asked', async () => {
  const { client } = serve();
  await expect(client.sendRequest(WarmRequest, paramsOf({ maxTokens: 0 }))).rejects.toMatchObject({
    code: SidecarErrorCode.badRequest,
  });
});
