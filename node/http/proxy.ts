/** How a user reaches the network, beside what the environment says. */
export interface ProxySettings {
  /** Address of a proxy, "off" for none; "" leaves it to the environment. */
  readonly proxy?: string | undefined;
  /** Hosts that need no proxy, as in `NO_PROXY`. */
  readonly noProxy?: readonly string[] | undefined;
  /** False accepts certificates that nobody vouches for. */
  readonly strictSsl?: boolean | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that leads to an address; undefined to connect directly. What the user set wins over `HTTPS_PROXY`,
 * `HTTP_PROXY` and `ALL_PROXY`, of which the small letters win, as with curl; `NO_PROXY` holds for both. Throws for
 * a proxy that is none of http and https, in a sentence.
 */
export function proxyFor(url: URL, settings: ProxySettings, environment: Environment): URL | undefined {
  const value = (name: string): string => filled(environment[name], environment[name.toUpperCase()]);
  if (settings.proxy === 'off') return undefined;
  const exceptions = [...(settings.noProxy ?? []), ...value('no_proxy').split(/[\s,]+/)];
  if (exceptions.some((exception) => covers(exception, url))) return undefined;
  const address = filled(settings.proxy, value(`${url.protocol.slice(0, -1)}_proxy`), value('all_proxy'));
  return address === '' ? undefined : parse(address);
}

/** The first that says something: an empty variable counts as not set. */
function filled(...values: readonly (string | undefined)[]): string {
  return values.find((value) => value !== undefined && value !== '') ?? '';
}

function parse(address: string): URL {
  const text = address.includes('://') ? address : `http://${address}`;
  if (URL.canParse(text)) {
    const url = new URL(text);
    if (url.protocol === 'http:' || url.protocol === 'https:') return url;
  }
  // The address may hold a password.
  throw new Error('the proxy must have an address of the form http://host:port or https://host:port');
}

/** True when an entry of `NO_PROXY` names the address: "*", a host, a domain with all below it, each with a port or not. */
function covers(exception: string, { hostname, port, protocol }: URL): boolean {
  if (exception === '*') return true;
  const [, name = '', ownPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(exception.toLowerCase()) ?? [];
  if (name === '') return false;
  if (ownPort !== undefined && ownPort !== (port || (protocol === 'https:' ? '443' : '80'))) return false;
  return hostname === name || hostname.endsWith(`.${name}`);
}

/** The address without what its user is known by: Node would send that as if it were meant for the server. */
export function withoutUser(proxy: URL): URL {
  const url = new URL(proxy);
  url.username = '';
  url.password = '';
  return url;
}

/** What tells a proxy who asks: Basic, with the user and password of its address. */
export function authorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
