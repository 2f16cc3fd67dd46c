import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { authorization, proxyFor, withoutUser, type ProxySettings } from './proxy';
import { encrypt, tunnel } from './tunnel';

const SILENCE = 60_000;
const WITHOUT_BODY = [204, 304];

/**
 * `fetch` that goes through proxies, which the one of Node 20 can't. It follows no redirects, as with
 * `redirect: 'manual'`, and takes no bodies but text.
 *
 * @param silence milliseconds without a byte after which a connection counts as broken
 */
export function nodeFetch(
  settings: ProxySettings = {},
  environment = process.env,
  silence = SILENCE,
): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const proxy = proxyFor(url, settings, environment);
    const own: Sent = {
      method: init.method ?? 'GET',
      headers: sentHeaders(init.headers),
      ...(init.signal && { signal: init.signal }),
      rejectUnauthorized: settings.strictSsl ?? true,
      timeout: silence,
    };
    const { body = null } = init;
    if (body !== null && typeof body !== 'string') throw new TypeError('A body must be text.');
    try {
      return new Answer(await send(url, proxy, own, body ?? undefined), url, own.method);
    } catch (error) {
      throw init.signal?.aborted ? init.signal.reason : error;
    }
  };
}

interface Sent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly rejectUnauthorized: boolean;
  readonly timeout: number;
}

/** A response that says what it answers. */
class Answer extends Response {
  readonly #url: URL;

  constructor(message: http.IncomingMessage, url: URL, method: string) {
    const status = message.statusCode ?? 500;
    const isEmpty = method === 'HEAD' || WITHOUT_BODY.includes(status);
    if (isEmpty) message.resume();
    const body = isEmpty ? null : (Readable.toWeb(message) as NodeReadableStream<Uint8Array>);
    super(body as ReadableStream<Uint8Array> | null, { status, headers: headersOf(message) });
    this.#url = url;
  }

  override get url(): string {
    return this.#url.href;
  }
}

function sentHeaders(from: HeadersInit | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  new Headers(from).forEach((value, name) => (headers[name] = value));
  return headers;
}

function headersOf({ rawHeaders }: http.IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers.append(rawHeaders[i]!, rawHeaders[i + 1]!);
  return headers;
}

async function send(
  url: URL,
  proxy: URL | undefined,
  own: Sent,
  body: string | undefined,
): Promise<http.IncomingMessage> {
  if (url.protocol === 'https:' && proxy !== undefined) {
    const through = await tunnel(url, proxy, own);
    return answerTo(https.request(url, { ...own, createConnection: () => encrypt(through, url, own) }), body);
  }
  if (url.protocol === 'https:') return answerTo(https.request(url, own), body);
  if (proxy === undefined) return answerTo(http.request(url, own), body);
  // A proxy for plain HTTP is asked for the whole address (RFC 9112, 3.2.2).
  const headers = { ...own.headers, host: url.host, ...authorization(proxy) };
  const { request } = proxy.protocol === 'https:' ? https : http;
  return answerTo(request(withoutUser(proxy), { ...own, headers, path: url.href }), body);
}

function answerTo(request: http.ClientRequest, body: string | undefined): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    let reading: http.IncomingMessage | http.ClientRequest = request;
    request
      .on('error', reject)
      .on('response', (message) => resolve((reading = message)))
      .on('timeout', () => reading.destroy(new Error('nothing came for too long')))
      .end(body);
  });
}
