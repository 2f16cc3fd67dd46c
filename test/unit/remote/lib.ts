import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { nodeFetch } from '../../../node/http/nodeFetch';
import type { CompleteParams, CompleteResult, EndpointSpec } from '../../../sidecar/protocol';
import { RemoteCompleter } from '../../../sidecar/remote/complete';
import { root } from '../../lib/scriptPaths.mjs';
import { paramsOf } from '../sidecar/lib/sidecar';

/** What the real server answered once. */
export function recorded(name: string): string {
  return readFileSync(path.join(root, 'test', 'fixtures', 'remote', name), 'utf8');
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly asked: Asked[];
  /** Connections that the other side closed before the answer's end. */
  readonly closed: () => number;
  readonly stop: () => Promise<void>;
}

type Handler = (response: ServerResponse, asked: Asked) => void;

/** A server on the loopback that ends with the test. */
export async function listen(handler: Handler): Promise<TestServer> {
  const asked: Asked[] = [];
  let closed = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
      response.on('close', () => (closed += response.writableFinished ? 0 : 1));
      if (method === 'POST') asked.push({ method, path: url, headers, body });
      if (method === 'GET') models(url, response);
      else handler(response, { method, path: url, headers, body });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(stop);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, asked, closed: () => closed, stop };
}

/** The list of models, as the three APIs have it. */
function models(url: string, response: ServerResponse): void {
  const list = url === '/api/tags' ? { models: [{ name: 'tiny:latest' }] } : { data: [{ id: 'tiny' }] };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(list));
}

export const INFILL = recorded('llama-server.infill.sse');
/** The text of that answer. */
export const WRITTEN = '.split5 async);\n >=:';

export function stream(response: ServerResponse, text: string, type = 'text/event-stream'): void {
  response.writeHead(200, { 'content-type': type }).end(text);
}

export function endpointOf(url: string, changes: Partial<EndpointSpec> = {}): EndpointSpec {
  return { kind: 'llama-server', url, model: '', fim: '', ...changes };
}

export interface Clock {
  now: number;
}

/** A completer whose clock stands still unless the test moves it. */
export function completer(clock: Clock = { now: 0 }, silence = 5000): RemoteCompleter {
  return new RemoteCompleter(undefined, {
    fetchOf: ({ network }) => nodeFetch(network, {}, silence),
    now: () => clock.now,
  });
}

/** Asks without stop rules that would end the recorded text, and without having any of the prefix spelled again. */
export function ask(
  remote: RemoteCompleter,
  endpoint: EndpointSpec,
  changes: Partial<CompleteParams> = {},
  signal = new AbortController().signal,
): Promise<CompleteResult> {
  const params = paramsOf({ prefix: 'fields = ', suffix: '', boundary: 'off', ...changes });
  return remote.complete(endpoint, params, { signal, arrivedAt: performance.now(), onText: () => undefined });
}
