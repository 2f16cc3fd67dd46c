import { reasonOf, RegistryError } from '../error';
import type { TokenizerCache } from '../host';
import type { HubRepository } from '../reference';
import { nameOf, type HubOptions } from './address';
import { digestLike, sha256 } from './digest';
import type { RemoteFile } from './remoteFile';
import { refusal } from './refusal';
import { request } from './request';
import { folderOf, record, type StoredFile } from './store';

/** Bytes that are gathered before they are written. */
const CHUNK = 1 << 20;

/**
 * Fetches a file that was looked up into the cache, from where an attempt before it was cut short; checks its size
 * and digest first and names it last, so that the name only ever belongs to the whole, right file. Rejects with a
 * RegistryError of a HubErrorKind.
 */
export async function download(
  options: HubOptions,
  cache: TokenizerCache,
  repository: HubRepository,
  remote: RemoteFile,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<StoredFile> {
  const folder = folderOf(repository);
  // Named by its content, so that what is left of another version is not continued.
  const part = `${folder}/${remote.file}.${remote.etag.replace(/[^\w-]/g, '_') || 'unknown'}.part`;
  let there = (await cache.read(part))?.length ?? 0;
  if (there > remote.size) {
    await cache.remove(part);
    there = 0;
  }
  if (there < remote.size) await fetchRest(options, cache, remote, part, there, onProgress);
  const bytes = (await cache.read(part)) ?? new Uint8Array(0);
  await check(cache, repository, remote, part, bytes);
  await cache.rename(part, `${folder}/${remote.file}`);
  const { repository: name, revision } = repository;
  const { commit, file, licence, size } = remote;
  const stored = { repository: name, revision, commit, file, size, licence, sha256: await sha256(bytes) };
  await record(cache, stored);
  return stored;
}

async function fetchRest(
  options: HubOptions,
  cache: TokenizerCache,
  remote: RemoteFile,
  part: string,
  there: number,
  onProgress: (bytes: number) => void,
): Promise<void> {
  const headers = there > 0 ? { range: `bytes=${there}-` } : {};
  const answer = await request(options, 'GET', remote.address, headers);
  const refused = refusal(answer, remote.file);
  if (refused) throw refused;
  if (!answer.body) throw new RegistryError('refused', `${new URL(remote.address).host} sends nothing.`);
  if (there > 0 && answer.status !== 206) {
    // The server sends the whole file.
    await cache.remove(part);
    there = 0;
  }
  await append(cache, part, answer.body, remote.size - there, (bytes) => onProgress(there + bytes));
}

/** Writes what comes; what was written stays when the connection breaks, for the next attempt. */
async function append(
  cache: TokenizerCache,
  part: string,
  body: ReadableStream<Uint8Array>,
  most: number,
  onProgress: (bytes: number) => void,
): Promise<void> {
  const reader = body.getReader();
  let gathered: Uint8Array[] = [];
  let waiting = 0;
  let written = 0;
  const flush = async (): Promise<void> => {
    if (waiting === 0) return;
    await cache.append(part, join(gathered, waiting));
    written += waiting;
    gathered = [];
    waiting = 0;
    onProgress(written);
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      gathered.push(value);
      waiting += value.length;
      if (written + waiting > most) break;
      if (waiting >= CHUNK) await flush();
    }
  } catch (error) {
    await flush();
    const reason = reasonOf(error instanceof Error && error.cause !== undefined ? error.cause : error);
    throw new RegistryError(
      'cutShort',
      `The download was cut short (${reason}): the next attempt goes on from there.`,
      {
        cause: error,
      },
    );
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  await flush();
}

async function check(
  cache: TokenizerCache,
  repository: HubRepository,
  { etag, file, size }: RemoteFile,
  part: string,
  bytes: Uint8Array,
): Promise<void> {
  const what = `${file} of ${nameOf(repository)}`;
  if (bytes.length < size) {
    throw new RegistryError(
      'cutShort',
      `The download was cut short (${bytes.length} of ${size} bytes): the next attempt goes on from there.`,
    );
  }
  const digest = await digestLike(etag, bytes);
  const isRight = bytes.length === size && (digest === undefined || digest === etag);
  if (isRight) return;
  await cache.remove(part);
  if (bytes.length !== size) {
    throw new RegistryError('wrongSize', `${what} has more than the ${size} bytes that the hub says it has.`);
  }
  throw new RegistryError(
    'wrongDigest',
    `${what} arrived damaged: its digest is not the one that the hub gives.`,
  );
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
