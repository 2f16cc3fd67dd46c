import type { SidecarError } from '../errors';
import { Refused, Unavailable } from './fault';
import { isObject, objectIn } from './json';
import type { RemoteKind } from './kind';

/** UTF-16 units of a server's own words that are passed on. */
const MOST_SAID = 200;
const MOST_SECONDS = 3600;

export interface Refusal {
  readonly kind: RemoteKind;
  readonly host: string;
  readonly status: number;
  readonly headers: Headers;
  /** The beginning of what came with it. */
  readonly body: string;
  /** Never repeated to anybody. */
  readonly apiKey?: string | undefined;
}

/** What an answer other than 200 means to the user. */
export function refusalOf(refusal: Refusal): SidecarError {
  const { kind, host, status, headers, body, apiKey } = refusal;
  const said = saidIn(body, apiKey);
  const words = said === '' ? '' : ` ("${said}")`;
  const passes = status === 429 || status === 408 || status >= 500;
  if (!passes || kind.refusal(status, said) !== undefined) {
    return new Refused(whyRefused(refusal, said, words), status);
  }
  const state = status === 429 ? 'has too much to do' : `failed (answer ${status})`;
  return new Unavailable(
    `The model's server ${host} ${state}${words}: it is asked again in a while.`,
    retryAfter(headers),
  );
}

function whyRefused({ kind, host, status, headers, apiKey }: Refusal, said: string, words: string): string {
  const server = `The model's server ${host}`;
  if (status >= 300 && status < 400) return redirected(server, headers);
  if (status === 401 || status === 403) {
    const key = apiKey === undefined || apiKey === '' ? 'asks for a key' : 'does not take the key';
    return `${server} ${key}: run "Tokoscope: Set Server Key" (answer ${status}).`;
  }
  const known = kind.refusal(status, said);
  if (known !== undefined) return `${server} can't complete: ${known}${words}.`;
  if (status === 407) return `The proxy before ${host} wants to know who asks: see the proxy's settings.`;
  if (/context|too (?:long|large|many)|maximum.*(?:length|tokens)/i.test(said) || status === 413) {
    return `${server} can't take a prompt as long: lower completion.maxPromptTokens${words}.`;
  }
  if (status === 404 && /model/i.test(said)) return `${server} has no such model${words}: see serverModel.`;
  if (status === 404) {
    return `${server} has nothing at that address: it is no ${kind.name} server, or serverUrl is wrong.`;
  }
  return `${server} refuses the request with ${status}${words}.`;
}

function redirected(server: string, headers: Headers): string {
  const to = headers.get('location') ?? '';
  const where = URL.canParse(to) ? ` to ${new URL(to).origin}` : '';
  return `${server} sends on${where}, which is not followed: nothing, and no key, was sent there. Set serverUrl to where the server is.`;
}

/** The server's own words, on one line: `{error: {message}}`, `{error}`, `{message}`, `{detail}`; "" if there are none. */
function saidIn(body: string, apiKey: string | undefined): string {
  let message: unknown = '';
  try {
    const json: unknown = JSON.parse(body);
    const { error, message: own, detail } = objectIn(json);
    message = isObject(error) ? error['message'] : (error ?? own ?? detail);
  } catch {
    // A page for people, or nothing: the status says enough.
  }
  if (typeof message !== 'string') return '';
  const safe = apiKey ? message.replaceAll(apiKey, '…') : message;
  // A sentence follows, which has its own full stop.
  const line = safe
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/\.$/, '');
  return line.length > MOST_SAID ? `${line.slice(0, MOST_SAID)}…` : line;
}

/** Milliseconds that `Retry-After` asks for (RFC 9110, 10.2.3: seconds, or a date); undefined where it says nothing. */
export function retryAfter(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (value === '') return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.min(seconds, MOST_SECONDS)) * 1000 : undefined;
}
