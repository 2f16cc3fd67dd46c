import { RegistryError } from '../error';

/**
 * Why an answer is not the file that was asked for; undefined when it is. A page instead of a file is what networks
 * with a sign-in page, and some proxies, answer to everything.
 */
export function refusal(answer: Response, what: string): RegistryError | undefined {
  const { headers, status } = answer;
  const host = hostOf(answer);
  if (status === 401 || status === 403) {
    return new RegistryError(
      'gated',
      `${what} can't be had without permission (${host} answers ${status}): accept its terms on the hub and give your token in HF_TOKEN.`,
    );
  }
  if (status === 404) return new RegistryError('notOnHub', `${host} has no ${what}: it may have moved.`);
  if (status === 429) {
    const wait = waitOf(headers.get('retry-after'));
    return new RegistryError('refused', `${host} had too many requests (429): try again ${wait}.`);
  }
  if (status >= 500) {
    return new RegistryError('refused', `${host} has a fault (it answers ${status}): try again later.`);
  }
  if (status >= 400) return new RegistryError('refused', `${host} answers ${status} for ${what}.`);
  if (status < 300 && /^text\/html\b/i.test(headers.get('content-type') ?? '')) {
    return new RegistryError(
      'notTheFile',
      `${host} sends a web page instead of ${what}: if your network wants you to sign in, do so in a browser and try again.`,
    );
  }
  return undefined;
}

function hostOf({ url }: Response): string {
  return url === '' ? 'The hub' : new URL(url).host;
}

/** `Retry-After` is a number of seconds, or a date (RFC 9110, 10.2.3). */
function waitOf(header: string | null): string {
  const seconds = Number(header ?? NaN);
  if (header !== null && Number.isFinite(seconds)) return `in ${Math.ceil(seconds)} seconds`;
  return header !== null && !Number.isNaN(Date.parse(header)) ? `after ${header}` : 'later';
}
