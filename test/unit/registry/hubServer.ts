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
  | 'no digest'
  | 'other digest'
  | 'forbidden'
  | 'too many requests'
  | 'web page'
  | 'web page from the store'
  | 'web page as a file'
  | 'other size'
  | 'shorter'
  | 'slow'
  | 'stalls'
  | 'redirects in circles';

export interface HubServer {
  readonly endpoint: string;
  /** Files of repositories, by "owner/name/file". */
  readonly files: Map<string, Buffer>;
  fault: Fault | undefined;
  /** Bytes after which the answers of the store break off, one for each answer that has a body. */
  cuts: number[];
  /** Entity tag of the store's files, changed to say that they are others now. */
  version: string;
  /** Every request: method, path, range and whether a token came with it. */
  readonly requests: string[];
  /** Large files are kept on another host, as LFS files are. */
  large: boolean;
}

const COMMIT = 'c0ffee'.padEnd(40, '0');

/** A server on the loopback that answers as the hub does, faults included. */
export async function startHub(): Promise<HubServer> {
  const hub: Omit<HubServer, 'endpoint'> = {
    files: new Map(),
    fault: undefined,
    cuts: [],
    version: 'v1',
    requests: [],
    large: true,
  };
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
  if (hub.fault === 'forbidden') return void response.writeHead(403).end('{}');
  if (hub.fault === 'too many requests') {
    return void response.writeHead(429, { 'retry-after': '17' }).end('{}');
  }
  if (hub.fault === 'web page') return sendPage(response);
  if (hub.fault === 'gated') {
    return void response.writeHead(401, { 'x-error-code': 'GatedRepo' }).end('{}');
  }
  if (hub.fault === 'redirects in circles') return void response.writeHead(307, { location: url }).end();
  const [, repository, , file] = /^\/(.+?)\/resolve\/([^/]+)\/(.+)$/.exec(url) ?? [];
  if (repository?.startsWith('old/')) {
    // A repository that was renamed.
    return void response.writeHead(307, { location: url.replace('/old/', '/owner/') }).end();
  }
  if (repository?.startsWith('elsewhere/')) {
    return void response.writeHead(302, { location: `ftp://example.test/${file}` }).end();
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
      ...(hub.fault === 'no digest' ? {} : { 'x-linked-etag': `"${digestOf(hub, content)}"` }),
      ...(hub.fault === 'no size' ? {} : { 'x-linked-size': String(content.length) }),
      'content-length': '0',
    })
    .end();
}

function digestOf({ fault }: Pick<HubServer, 'fault'>, content: Buffer): string {
  const hash = createHash('sha256').update(content);
  return hash.update(fault === 'other digest' ? 'of something else' : '').digest('hex');
}

function sendPage(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!DOCTYPE html><p>Sign in.');
}

function send(
  hub: Omit<HubServer, 'endpoint'>,
  request: IncomingMessage,
  response: ServerResponse,
  content: Buffer,
): void {
  const { fault } = hub;
  if (fault === 'web page from the store') return sendPage(response);
  const etag = `"${hub.version}"`;
  const { range, 'if-range': condition } = request.headers;
  const [, from] = /^bytes=(\d+)-$/.exec(range ?? '') ?? [];
  const wants = from !== undefined && fault !== 'no ranges' && (condition ?? etag) === etag;
  const start = wants ? Number(from) : 0;
  let body = content.subarray(start);
  if (fault === 'damaged') body = Buffer.from(body.map((byte, i) => (i === 5 ? byte ^ 1 : byte)));
  if (fault === 'longer') body = Buffer.concat([body, Buffer.from('more')]);
  if (fault === 'shorter') body = body.subarray(0, -1);
  if (fault === 'web page as a file') body = Buffer.from('<!DOCTYPE html>'.padEnd(content.length));
  // Without a length, what is wrong with it shows only when it is there.
  const isChunked = fault === 'shorter' || fault === 'longer';
  const length = fault === 'other size' ? body.length + 1 : body.length;
  if (start >= content.length && start > 0) return void response.writeHead(416).end();
  response.writeHead(start > 0 ? 206 : 200, {
    etag,
    ...(isChunked ? {} : { 'content-length': String(length) }),
    ...(start > 0 && { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` }),
  });
  if (request.method === 'HEAD') return void response.end();
  const cut = fault === 'cut short once' ? body.length >> 1 : hub.cuts.shift();
  if (fault === 'cut short once') hub.fault = undefined;
  if (fault === 'stalls') return void response.write(body.subarray(0, body.length >> 1));
  if (fault === 'slow') return sendSlowly(response, body);
  if (cut === undefined) return void response.end(body);
  // What has not been read when the connection breaks is lost.
  response.write(body.subarray(0, cut), () => setTimeout(() => response.destroy(), 50));
}

/** In ten pieces, with pauses. */
function sendSlowly(response: ServerResponse, body: Buffer): void {
  const step = Math.ceil(body.length / 10);
  let at = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(at, (at += step)));
    if (at < body.length) return;
    clearInterval(timer);
    response.end();
  }, 20);
  response.on('close', () => clearInterval(timer));
}

function note(hub: Omit<HubServer, 'endpoint'>, request: IncomingMessage, who: string): void {
  const { authorization, range, 'if-range': condition } = request.headers;
  const marks = [who, request.method, request.url, range, condition, authorization && 'with token'];
  hub.requests.push(marks.filter(Boolean).join(' '));
}

function listen(server: ReturnType<typeof createServer>): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}
