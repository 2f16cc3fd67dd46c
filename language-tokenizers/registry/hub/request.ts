import { reasonOf, RegistryError } from '../error';
import type { HubOptions } from './address';

const MOST_REDIRECTS = 5;
/** Milliseconds until the first byte of an answer. */
const PATIENCE = 30_000;

/**
 * Asks the hub. The token goes to the endpoint alone; redirects are followed unless `stop` says that the answer is
 * what was wanted. Rejects with a RegistryError when offline or when there is no answer.
 */
export async function request(
  options: HubOptions,
  method: 'HEAD' | 'GET',
  address: string,
  headers: Readonly<Record<string, string>> = {},
  stop: (answer: Response) => boolean = () => false,
): Promise<Response> {
  if (options.offline) {
    throw new RegistryError('offline', 'Nothing is fetched: the offline setting is on.');
  }
  let url = new URL(address);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const answer = await send(options, method, url, headers);
    const next = answer.headers.get('location');
    if (answer.status < 300 || answer.status >= 400 || next === null || stop(answer)) return answer;
    await answer.body?.cancel();
    url = follow(url, next);
  }
  throw new RegistryError('refused', `The hub sends from one address to the next: ${address}.`);
}

/** Where a redirect leads: from an encrypted address to another one only, as the hub itself does it. */
function follow(from: URL, location: string): URL {
  const to = new URL(location, from);
  if (to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:')) return to;
  throw new RegistryError(
    'refused',
    `${from.host} sends on to ${to.protocol}//${to.host}, which is not encrypted: nothing was fetched.`,
  );
}

async function send(
  { endpoint, fetch, token }: HubOptions,
  method: 'HEAD' | 'GET',
  url: URL,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const own = url.origin === new URL(endpoint).origin && token !== undefined;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error('no answer in time')), PATIENCE);
  try {
    return await fetch(url, {
      method,
      redirect: 'manual',
      signal: late.signal,
      // Sizes are those of the file, and not of a packed answer.
      headers: {
        'accept-encoding': 'identity',
        ...headers,
        ...(own && { authorization: `Bearer ${token}` }),
      },
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new RegistryError('unreachable', `${url.host} can't be reached: ${reasonOf(cause)}.`, {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}
