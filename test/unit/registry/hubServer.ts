import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** What goes wrong, if anything. */
export type Fault =
  | 'gated'
  | 'server error'
  | 'cut short once'
  | 'damaged'
  | 'longer'
  | 'no ranges'
  | 'no size'
  | 'redirects in circles';

export interface HubServer {
  readonly endpoint: string;
  /** Files of repositories, by "owner/name/file". */
  readonly files: Map<string, Buffer>;
  fault: Fault | undefined;
  /** Every request: method, path, range and whether a token came with it. */
  readonly requests: string[];
  /** Large files are kept on another host, as LFS files are. */
  large: boolean;
}

const COMMIT = 'c0ffee'.padEnd(40, '0');

/** A server on the loopback that answers as the hub does, faults included. */
export async function startHub(): Promise<HubServer> {
  const hub = { files: new Map<string, Buffer>(), fault: undefined, requests: [], large: true } as Omit<
    HubServer,
    'endpoint'
  >;
  let storage = '';
  const store = createServer((request, response) => {
    note(hub, request, 'store');
    const file = hub.files.get(decodeURIComponent(request.url!.slice(1)));
    if (!file) return void response.writeHead(404).end();
    send(hub, request, response, file);
  });
  const main = createServer((request, response) => {
    note(hub, request, 'hub');
    answer(hub, request, response, storage);
  });
  storage = await listen(store);
  const endpoint = await listen(main);
  afterAll(() => {
    for (const server of [store, main]) {
      server.closeAllConnections();
      server.close();
    }
  });
  return Object.assign(hub, { endpoint });
}

function answer(
  hub: Omit<HubServer, 'endpoint'>,
  request: IncomingMessage,
  response: ServerResponse,
  storage: string,
): void {
  const url = request.url!;
  if (url.startsWith('/api/models/')) {
    return void response.end(JSON.stringify({ cardData: { license: 'apache-2.0' } }));
  }
  if (hub.fault === 'server error') return void response.writeHead(503).end('{}');
  if (hub.fault === 'gated') {
    return void response.writeHead(401, { 'x-error-code': 'GatedRepo' }).end('{}');
  }
  if (hub.fault === 'redirects in circles') return void response.writeHead(307, { location: url }).end();
  const [, repository, , file] = /^\/(.+?)\/resolve\/([^/]+)\/(.+)$/.exec(url) ?? [];
  if (repository?.startsWith('old/')) {
    // A repository that was renamed.
    return void response.writeHead(307, { location: url.replace('/old/', '/owner/') }).end();
  }
  const name = `${repository}/${file}`;
  const content = hub.files.get(name);
  if (!content) return void response.writeHead(404, { 'x-error-code': 'EntryNotFound' }).end('{}');
  response.setHeader('x-repo-commit', COMMIT);
  if (!hub.large) {
    const blob = createHash('sha1').update(`blob ${content.length}\0`).update(content);
    response.setHeader('etag', `"${blob.digest('hex')}"`);
    return send(hub, request, response, content);
  }
  response
    .writeHead(302, {
      location: `${storage}/${encodeURIComponent(name)}`,
      'x-linked-etag': `"${createHash('sha256').update(content).digest('hex')}"`,
      ...(hub.fault === 'no size' ? {} : { 'x-linked-size': String(content.length) }),
      'content-length': '0',
    })
    .end();
}

function send(
  hub: Omit<HubServer, 'endpoint'>,
  request: IncomingMessage,
  response: ServerResponse,
  content: Buffer,
): void {
  const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
  const start = from !== undefined && hub.fault !== 'no ranges' ? Number(from) : 0;
  let body = content.subarray(start);
  if (hub.fault === 'damaged') body = Buffer.from(body.map((byte, i) => (i === 5 ? byte ^ 1 : byte)));
  if (hub.fault === 'longer') body = Buffer.concat([body, Buffer.from('more')]);
  response.writeHead(start > 0 ? 206 : 200, { 'content-length': String(body.length) });
  if (request.method === 'HEAD') return void response.end();
  if (hub.fault === 'cut short once') {
    hub.fault = undefined;
    response.write(body.subarray(0, body.length >> 1), () => setTimeout(() => response.destroy(), 50));
    return;
  }
  response.end(body);
}

function note(hub: Omit<HubServer, 'endpoint'>, request: IncomingMessage, who: string): void {
  const { authorization, range } = request.headers;
  const marks = [who, request.method, request.url, range, authorization && 'with token'];
  hub.requests.push(marks.filter(Boolean).join(' '));
}

function listen(server: ReturnType<typeof createServer>): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}
