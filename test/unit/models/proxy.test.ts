import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { nodeFetch } from '../../../node/http/nodeFetch';
import { proxyFor, type ProxySettings } from '../../../node/http/proxy';
import { selfSigned } from '../../lib/selfSigned';
import { startHub } from '../registry/hubServer';
import { content, failureOf, FILE, get, namesIn, REPOSITORY, temporaryFolder } from './support';

const hub = await startHub();
hub.files.set(`${REPOSITORY}/${FILE}`, content);

const identity = selfSigned('localhost');
/** What went through the proxy: the method, the target, and who asked. */
const seen: string[] = [];
let refuses = false;

const secure = https.createServer(identity, (request, response) => {
  if (request.url!.startsWith('/owner/')) {
    return void response.writeHead(302, { location: `${hub.endpoint}${request.url}` }).end();
  }
  response.end(`${request.method} ${request.url} for ${request.headers.host}`);
});
const secureAddress = `https://localhost:${await listen(secure)}`;

/** A proxy as networks have them: whole addresses of plain HTTP, tunnels for what is encrypted. */
const proxy = http.createServer((request, response) => {
  note(request);
  if (refuses) return void response.writeHead(407).end();
  const { range = '' } = request.headers;
  const headers = range === '' ? {} : { range };
  const onward = http.request(request.url!, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode!, answer.rawHeaders);
    answer.pipe(response);
  });
  onward.end();
});
proxy.on('connect', (request, socket) => {
  note(request);
  if (refuses) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  const [host, port] = request.url!.split(':');
  const onward = net.connect(Number(port), host, () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    socket.pipe(onward).pipe(socket);
  });
  onward.on('error', () => socket.destroy());
  socket.on('error', () => onward.destroy());
});
const proxyAddress = `127.0.0.1:${await listen(proxy)}`;

const secureProxy = https.createServer(identity, (request, response) => {
  note(request);
  response.end('from the encrypted proxy');
});
const secureProxyAddress = `https://localhost:${await listen(secureProxy)}`;

beforeEach(() => {
  seen.length = 0;
  refuses = false;
});

function note({ method, url, headers }: http.IncomingMessage): void {
  seen.push([method, url, headers['proxy-authorization']].filter(Boolean).join(' '));
}

async function listen(
  server: net.Server & Partial<Pick<http.Server, 'closeAllConnections'>>,
): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  afterAll(() => {
    server.closeAllConnections?.();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function text(
  address: string,
  settings: ProxySettings,
  env: Record<string, string> = {},
): Promise<string> {
  const answer = await nodeFetch(settings, env)(address);
  expect(answer.url).toBe(new URL(address).href);
  return answer.text();
}

describe('an encrypted address', () => {
  const { port } = new URL(secureAddress);

  it('is reached through a tunnel, and answers itself', async () => {
    const settings = { proxy: `http://me:p%40ss@${proxyAddress}`, strictSsl: false };
    expect(await text(`${secureAddress}/a?b`, settings)).toBe(`GET /a?b for localhost:${port}`);
    const basic = Buffer.from('me:p@ss').toString('base64');
    expect(seen).toEqual([`CONNECT localhost:${port} Basic ${basic}`]);
  });

  it('is reached directly without a proxy', async () => {
    expect(await text(`${secureAddress}/`, { strictSsl: false })).toBe(`GET / for localhost:${port}`);
    expect(seen).toEqual([]);
  });

  it.each([{}, { proxy: `http://${proxyAddress}` }])(
    'is refused where nobody vouches for its certificate: %o',
    async (settings) => {
      await expect(text(secureAddress, settings)).rejects.toThrow(/self-signed certificate/);
    },
  );

  it('is refused in words when the proxy refuses, or is not there', async () => {
    refuses = true;
    await expect(text(secureAddress, { proxy: `http://${proxyAddress}` })).rejects.toThrow(
      `the proxy ${proxyAddress} answers 407`,
    );
    await expect(text(secureAddress, { proxy: 'http://127.0.0.1:9' })).rejects.toThrow(
      "the proxy 127.0.0.1:9 can't be used (connect ECONNREFUSED 127.0.0.1:9)",
    );
    const network = { proxy: 'http://127.0.0.1:9' };
    const folder = temporaryFolder();
    const failure = await failureOf(get({ endpoint: secureAddress, folder, network }));
    expect(failure.message).toMatch(
      /^localhost:\d+ can't be reached: the proxy 127\.0\.0\.1:9 can't be used \(/,
    );
  });

  it('does not lead to one that is not', async () => {
    const folder = temporaryFolder();
    const network = { strictSsl: false };
    const { message } = await failureOf(get({ endpoint: secureAddress, folder, network }));
    const [from, to] = [new URL(secureAddress).host, hub.endpoint];
    expect(message).toBe(`${from} sends on to ${to}, which is not encrypted: nothing was fetched.`);
    expect(namesIn(folder)).toEqual([]);
  });

  it('is not waited for when the user cancels', async () => {
    const reason = new Error('enough');
    const fetching = nodeFetch({ proxy: `http://${proxyAddress}` }, {})(secureAddress, {
      signal: AbortSignal.abort(reason),
    });
    await expect(fetching).rejects.toBe(reason);
  });
});

describe('a plain address', () => {
  it('is asked of the proxy as a whole, and a model comes through it', async () => {
    const folder = temporaryFolder();
    const network = { proxy: `http://${proxyAddress}` };
    await get({ endpoint: hub.endpoint, folder, network });
    expect(namesIn(folder)).toEqual([FILE]);
    expect(seen.map((line) => line.split(' ')[0])).toEqual(['HEAD', 'GET', 'GET']);
    expect(seen[0]).toContain(`${hub.endpoint}/${REPOSITORY}/resolve/main/${FILE}`);
  });

  it('may be asked of an encrypted proxy', async () => {
    const settings = { proxy: secureProxyAddress, strictSsl: false };
    expect(await text('http://example.test/file', settings)).toBe('from the encrypted proxy');
    expect(seen).toEqual(['GET http://example.test/file']);
  });
});

describe('the proxy of an address', () => {
  const of = (address: string, settings: ProxySettings, env: Record<string, string>): string | undefined =>
    proxyFor(new URL(address), settings, env)?.href;
  const env = { HTTPS_PROXY: 'http://large:1', https_proxy: 'http://small:1', HTTP_PROXY: 'plain:3' };

  it.each<readonly [string, string, ProxySettings, Record<string, string>, string | undefined]>([
    ['small letters win', 'https://a.test', {}, env, 'http://small:1/'],
    ['by protocol, with or without one of its own', 'http://a.test', {}, env, 'http://plain:3/'],
    ['for all', 'https://a.test', {}, { ALL_PROXY: 'http://all:4' }, 'http://all:4/'],
    ['what the user set wins', 'https://a.test', { proxy: 'https://own:5' }, env, 'https://own:5/'],
    ['the user set nothing', 'https://a.test', { proxy: '' }, env, 'http://small:1/'],
    ['switched off', 'https://a.test', { proxy: 'off' }, env, undefined],
    ['none', 'https://a.test', {}, { https_proxy: '' }, undefined],
    ['an exception', 'https://a.test', {}, { ...env, NO_PROXY: 'b.test, a.test' }, undefined],
    ['an exception of the user', 'https://a.test', { noProxy: ['a.test'] }, env, undefined],
    ['a domain', 'https://x.a.test', {}, { ...env, no_proxy: '.a.test' }, undefined],
    ['a domain with a star', 'https://x.a.test', {}, { ...env, no_proxy: '*.a.test' }, undefined],
    ['all', 'https://a.test', {}, { ...env, no_proxy: '*' }, undefined],
    ['a port', 'https://a.test', {}, { ...env, no_proxy: 'a.test:443' }, undefined],
    ['another port', 'https://a.test', {}, { ...env, no_proxy: 'a.test:80' }, 'http://small:1/'],
    ['another domain', 'https://ba.test', {}, { ...env, no_proxy: 'a.test,,' }, 'http://small:1/'],
  ])('%s', (_, address, settings, environment, proxy) => {
    expect(of(address, settings, environment)).toBe(proxy);
  });

  it('must speak HTTP; its password is not repeated', () => {
    for (const proxy of ['socks5://me:secret@host:1', 'http://me:secret@:']) {
      expect(() => of('https://a.test', { proxy }, {})).toThrow(
        /^the proxy must have an address of the form/,
      );
    }
  });
});
