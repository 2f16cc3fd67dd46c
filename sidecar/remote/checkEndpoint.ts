import type { EndpointSpec } from '../protocol';
import { SidecarError } from '../errors';
import { SidecarErrorCode } from '../protocol';
import { KINDS } from './kinds';
import { FIM_NAMES } from './prompt';

/** Checks what came over the wire; throws `badRequest` in a sentence that names the setting. */
export function checkEndpoint(endpoint: EndpointSpec | null): void {
  const { kind, url, model, fim, apiKey = '', network = {} } = endpoint ?? ({} as Partial<EndpointSpec>);
  if (!KINDS.some(({ name }) => name === kind)) {
    throw bad(`server must be one of ${KINDS.map(({ name }) => name).join(', ')}`);
  }
  if (typeof url !== 'string' || !isWebAddress(url)) {
    throw bad('serverUrl must be an address of the form http://host:port or https://host');
  }
  if (typeof model !== 'string') throw bad('serverModel must be text');
  if (typeof fim !== 'string' || !FIM_NAMES.includes(fim)) {
    throw bad(`serverFim must be empty or one of ${FIM_NAMES.slice(1).join(', ')}`);
  }
  // What else is in it can't stand in a header (RFC 6750, 2.1, and what servers make of it).
  if (typeof apiKey !== 'string' || !/^[\x21-\x7e]*$/.test(apiKey)) {
    throw bad('the key must be of visible ASCII characters without spaces: set it again');
  }
  const { proxy = '', noProxy = [], strictSsl = true } = network;
  const isList = Array.isArray(noProxy) && noProxy.every((host) => typeof host === 'string');
  if (typeof proxy !== 'string' || !isList || typeof strictSsl !== 'boolean') {
    throw bad("the proxy settings can't be read");
  }
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function bad(what: string): SidecarError {
  return new SidecarError(SidecarErrorCode.badRequest, `The model's server: ${what}.`);
}
