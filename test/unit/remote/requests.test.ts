import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import {
  BiasRequest,
  CompleteRequest,
  InspectRequest,
  LoadRequest,
  ServerModelsRequest,
  SidecarErrorCode,
  TokenizeRequest,
} from '../../../sidecar/protocol';
import { paramsOf, specOf } from '../sidecar/lib/sidecar';
import { serve } from '../sidecar/lib/serve';
import { ask, completer, endpointOf, INFILL, listen, stream } from './lib';

const part = (content: string): string => `data: ${JSON.stringify({ content, stop: false })}\n\n`;

test('a stop rule ends the request, and the server hears of it', async () => {
  const server = await listen((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(part('1\nmore'));
  });
  const result = await ask(completer(), endpointOf(server.url), { mode: 'line' });
  expect(result).toMatchObject({ text: '1', stop: 'line' });
  await vi.waitFor(() => expect(server.closed()).toBe(1));
});

test('cancellation closes the connection', async () => {
  const server = await listen((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(part('x'));
  });
  const cancelled = new AbortController();
  const answer = ask(completer(), endpointOf(server.url), {}, cancelled.signal);
  await vi.waitFor(() => expect(server.asked).toHaveLength(1));
  cancelled.abort(new Error('typed on'));
  await expect(answer).rejects.toThrow('typed on');
  await vi.waitFor(() => expect(server.closed()).toBe(1));
});

test('a slow answer is what came in its time', async () => {
  const server = await listen((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(part('x + 1'));
  });
  const result = await ask(completer(), endpointOf(server.url), { timeBudgetMs: 50 });
  expect(result).toMatchObject({ raw: 'x + 1', stop: 'time' });
});

test('two requests at a time; one that is cancelled while it waits is never sent', async () => {
  const open: (() => void)[] = [];
  const server = await listen((response) => open.push(() => stream(response, INFILL)));
  const remote = completer();
  const dropped = new AbortController();
  const [first, second] = [1, 2].map(() => ask(remote, endpointOf(server.url)));
  const third = ask(remote, endpointOf(server.url), {}, dropped.signal);
  const fourth = ask(remote, endpointOf(server.url), { prefix: 'fourth' });
  await vi.waitFor(() => expect(open).toHaveLength(2));
  dropped.abort(new Error('dropped'));
  await expect(third).rejects.toThrow('dropped');
  await sleep(20);
  expect(open).toHaveLength(2);
  open[0]!();
  await first;
  await vi.waitFor(() => expect(open).toHaveLength(3));
  expect(server.asked[2]!.body).toMatchObject({ prompt: 'fourth' });
  open.slice(1).forEach((end) => end());
  await Promise.all([second, fourth]);
});

test('ten megabytes of text are cut to what may be sent, at a line', async () => {
  const server = await listen((response) => stream(response, INFILL));
  const line = 'x = "\u{1F600}"\n';
  const prefix = line.repeat(400_000);
  const context = [0, 1].map((score) => ({
    ...{ origin: 'visited' as const, path: `${score}.py`, languageId: 'python', line: 0, score },
    text: line.repeat(200_000),
  }));
  await ask(completer(), endpointOf(server.url), { prefix, suffix: prefix, context, maxPromptTokens: 2000 });
  const { input_prefix: before, input_suffix: after, input_extra: extra } = server.asked[0]!.body;
  expect(String(before).length + String(after).length).toBeLessThanOrEqual(6000);
  expect(String(before).startsWith('x = ')).toBe(true);
  expect(prefix.endsWith(String(before))).toBe(true);
  expect(String(after)).not.toMatch(/[\uD800-\uDBFF]$/);
  expect(extra).toEqual([]);
});

test('the sidecar: a newer request for a document replaces the older, and the engine is not needed', async () => {
  const open: (() => void)[] = [];
  const server = await listen((response) => open.push(() => stream(response, INFILL)));
  const { client, loads } = serve();
  const spec = specOf('', { endpoint: endpointOf(server.url) });
  const older = client.sendRequest(CompleteRequest, paramsOf({ spec, boundary: 'off' }));
  older.catch(() => undefined);
  await vi.waitFor(() => expect(open).toHaveLength(1));
  const newer = client.sendRequest(CompleteRequest, paramsOf({ spec, boundary: 'off', prefix: 'newer = ' }));
  await expect(older).rejects.toMatchObject({ code: SidecarErrorCode.cancelled });
  await vi.waitFor(() => expect(open).toHaveLength(2));
  open[1]!();
  expect((await newer).model).toMatchObject({ endpoint: 'llama-server', name: 'tokoscope-tiny' });
  expect(await client.sendRequest(LoadRequest, spec)).toMatchObject({ name: 'tiny', backend: 'Server' });
  for (const needs of [
    client.sendRequest(TokenizeRequest, { spec, text: 'x' }),
    client.sendRequest(BiasRequest, paramsOf({ spec, boundary: 'off' })),
    client.sendRequest(InspectRequest, paramsOf({ spec, boundary: 'off' })),
  ]) {
    await expect(needs).rejects.toMatchObject({ code: SidecarErrorCode.needsEngine });
  }
  expect(loads).toEqual([]);
});

test.each([
  [{ url: 'file:///etc/passwd' }, /serverUrl/],
  [{ url: 'nonsense' }, /serverUrl/],
  [{ fim: 'unheard of' }, /serverFim/],
  [{ apiKey: 'two\r\nlines' }, /key/],
])('settings that can not be meant are named: %j', async (changes, words) => {
  const { client } = serve();
  const spec = specOf('', { endpoint: endpointOf('http://127.0.0.1', changes) });
  await expect(client.sendRequest(CompleteRequest, paramsOf({ spec, boundary: 'off' }))).rejects.toThrow(
    words,
  );
});

test('what is cut of a long text stays cut at one place while it grows', async () => {
  const server = await listen((response) => stream(response, INFILL));
  const remote = completer();
  const beginnings = new Set<string>();
  for (let typed = 0; typed < 20; typed++) {
    const prefix = `${'y = 2\n'.repeat(2000)}${'x'.repeat(typed)}`;
    await ask(remote, endpointOf(server.url), { prefix, maxPromptTokens: 1000 });
    const sent = String(server.asked[typed]!.body['input_prefix']);
    beginnings.add(String(sent.length));
  }
  // Twenty characters may well cross one step.
  expect(beginnings.size).toBeLessThanOrEqual(2);
});

test('a server is asked for its models at once, though it was left alone, and then for completions again', async () => {
  let fails = true;
  const server = await listen((response) => {
    if (fails) response.writeHead(503).end();
    else stream(response, INFILL);
  });
  const { client, loads } = serve();
  const endpoint = endpointOf(server.url);
  const params = paramsOf({ spec: specOf('', { endpoint }), boundary: 'off' });
  const unavailable = { code: SidecarErrorCode.serverUnavailable };
  for (let tries = 0; tries < 2; tries++) {
    await expect(client.sendRequest(CompleteRequest, params)).rejects.toMatchObject(unavailable);
  }
  expect(server.asked).toHaveLength(1);
  fails = false;
  expect(await client.sendRequest(ServerModelsRequest, endpoint)).toEqual({ models: ['tiny'] });
  expect((await client.sendRequest(CompleteRequest, params)).model.endpoint).toBe('llama-server');
  await server.stop();
  await expect(client.sendRequest(ServerModelsRequest, endpoint)).rejects.toThrow(
    /^The model's server 127\.0\.0\.1:\d+ can't be reached: nothing answers at this address\.$/,
  );
  await expect(client.sendRequest(ServerModelsRequest, endpointOf('x'))).rejects.toThrow(/serverUrl/);
  expect(loads).toEqual([]);
});
