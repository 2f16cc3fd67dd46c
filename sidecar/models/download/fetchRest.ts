import { reasonOf, RegistryError } from '../../../language-tokenizers/registry/error';
import type { HubOptions } from '../../../language-tokenizers/registry/hub/address';
import { refusal } from '../../../language-tokenizers/registry/hub/refusal';
import type { RemoteFile } from '../../../language-tokenizers/registry/hub/remoteFile';
import { request } from '../../../language-tokenizers/registry/hub/request';
import type { SidecarError } from '../../errors';
import { wrongContent } from './failure';
import type { PartFile } from './partFile';
import { checkBeginning } from './verify';

/** One request, for what a part lacks. */
export interface RestRequest {
  readonly hub: HubOptions;
  readonly remote: Pick<RemoteFile, 'address' | 'size'>;
  /** For messages: the file's name. */
  readonly what: string;
  readonly part: PartFile;
  readonly onBytes: (bytes: number) => void;
}

/**
 * Fetches what is missing, as far as the connection lasts; rejects when it breaks off. Resolves with the host that
 * sent it.
 *
 * A part goes on with `Range` (RFC 9110, 14), and with `If-Range` where its server named its version: a server that
 * has another one, or knows no ranges, sends the whole file, and the part begins anew.
 */
export async function fetchRest({ hub, remote, what, part, onBytes }: RestRequest): Promise<string> {
  const range = part.size > 0 ? { range: `bytes=${part.size}-` } : {};
  const condition = part.size > 0 && part.etag !== '' ? { 'if-range': part.etag } : {};
  const answer = await request(hub, 'GET', remote.address, { ...range, ...condition });
  const host = new URL(answer.url).host;
  try {
    if (answer.status === 206 && !continues(answer, part, remote.size)) {
      await part.discard();
      throw new RegistryError('cutShort', `${host} has another version of ${what} now: try again.`);
    }
    const length = answer.headers.get('content-length');
    const isWhole = answer.status === 200;
    if (answer.status === 416 || (isWhole && length !== null && Number(length) !== remote.size)) {
      await part.discard();
      throw (isWhole ? refusal(answer, what) : undefined) ?? otherSize(host, what);
    }
    const refused = refusal(answer, what);
    if (refused) throw refused;
    if (isWhole) await part.begin(strongEtag(answer));
    if (!answer.body) throw new RegistryError('refused', `${host} sends nothing.`);
    await append(answer.body, { part, size: remote.size, what, host, onBytes });
  } finally {
    await answer.body?.cancel().catch(() => undefined);
  }
  return host;
}

function otherSize(host: string, what: string): SidecarError {
  return wrongContent(`${host} has ${what} in another size than the hub says: try again later.`);
}

/** True when a partial answer is exactly what the part lacks, of the version that the part is of. */
function continues({ headers }: Response, part: PartFile, size: number): boolean {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  const etag = headers.get('etag');
  const isSame = part.etag === '' || etag === null || etag === part.etag;
  return Number(start) === part.size && (total === '*' || Number(total) === size) && isSame;
}

/** A weak tag is no promise that bytes are the same. */
function strongEtag({ headers }: Response): string {
  const etag = headers.get('etag') ?? '';
  return etag.startsWith('W/') ? '' : etag;
}

interface Appending extends Pick<RestRequest, 'part' | 'what' | 'onBytes'> {
  readonly size: number;
  readonly host: string;
}

async function append(
  body: ReadableStream<Uint8Array>,
  { part, size, what, host, onBytes }: Appending,
): Promise<void> {
  const reader = body.getReader();
  try {
    while (part.size < size) {
      const chunk = await read(reader, what);
      if (chunk === undefined) break;
      if (part.size + chunk.length > size) {
        await part.discard();
        throw otherSize(host, what);
      }
      const isBeginning = part.size < 4;
      await part.append(chunk);
      if (isBeginning) await checkBeginning(part, host, what);
      onBytes(chunk.length);
    }
  } finally {
    reader.releaseLock();
  }
  if (part.size < size) throw cut(what, 'the server ended it');
}

async function read(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  what: string,
): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch (error) {
    const { cause = error } = error as { cause?: unknown };
    throw cut(what, reasonOf(cause), error);
  }
}

function cut(what: string, reason: string, cause?: unknown): RegistryError {
  return new RegistryError(
    'cutShort',
    `The download of ${what} was cut short (${reason}): try again, it goes on from there.`,
    { cause },
  );
}
