import type { EndpointSpec } from '../protocol';
import type { RemoteKind } from './kind';

/** Where an API is: the user's address may hold a path of its own, and may end with the API's. */
export function addressOf({ url }: EndpointSpec, { apiPath }: RemoteKind, path: string): URL {
  const address = new URL(url);
  const own = address.pathname.replace(/\/+$/, '');
  const before = apiPath !== '' && own.endsWith(apiPath) ? own.slice(0, -apiPath.length) : own;
  address.pathname = before + path;
  return address;
}

/** Host and port, for messages: an address may hold a password. */
export function hostOf({ url }: EndpointSpec): string {
  return new URL(url).host;
}

/** The address as it may be shown. */
export function shownAddress({ url }: EndpointSpec): string {
  const address = new URL(url);
  address.username = '';
  address.password = '';
  address.search = '';
  address.hash = '';
  return address.href.replace(/\/$/, '');
}

/** True for a server on this machine. */
export function isLocal({ url }: EndpointSpec): boolean {
  const { hostname } = new URL(url);
  return /^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i.test(hostname);
}
