import { mkdir, statfs } from 'node:fs/promises';
import path from 'node:path';
import { RegistryError } from '../../../language-tokenizers/registry/error';
import type { HubOptions } from '../../../language-tokenizers/registry/hub/address';
import { lookUp } from '../../../language-tokenizers/registry/hub/remoteFile';
import { SidecarError } from '../../errors';
import { SidecarErrorCode, type DownloadProgress, type DownloadResult } from '../../protocol';
import { modelsFolder } from '../../../node/cacheFolder';
import { readGgufHeader } from '../ggufHeader';
import { toModelEntry } from '../locate';
import type { HubEntry, RegistryEntry } from '../registry/entry';
import { toDownloadError, tooLittleRoom, wrongContent } from './failure';
import { fetchRest } from './fetchRest';
import { withLock } from './lock';
import { PartFile, type OpenToAppend } from './partFile';
import { verify } from './verify';

export type Progress = Omit<DownloadProgress, 'progressToken'>;

export interface DownloadOptions {
  readonly hub: HubOptions;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Where models lie; tests have their own. */
  readonly folder?: string;
  /** Room on the disk in bytes; tests say how much there is. */
  readonly freeBytes?: (folder: string) => Promise<number>;
  readonly openToAppend?: OpenToAppend;
  /** How often in a row a connection may break before anything more comes; 0 ends it with the first break. */
  readonly patience?: number;
}

/** Room that is left to others, in bytes. */
const MARGIN = 64 << 20;
const PATIENCE = 3;

/**
 * Fetches a model that is not there, checks it and gives it its name: whoever finds a file under that name finds the
 * whole, right one. Rejects with a SidecarError of one sentence; a cancelled or broken download leaves its part for
 * the next one.
 */
export async function downloadModel(entry: HubEntry, options: DownloadOptions): Promise<DownloadResult> {
  const folder = options.folder ?? modelsFolder();
  const target = path.join(folder, entry.file);
  const { signal } = options;
  try {
    if (isModel(target)) {
      return { model: toModelEntry(entry, folder), fetchedBytes: 0, sha256: '', host: '' };
    }
    if (options.hub.offline) throw offline(entry, target);
    const hub = cancellable(options.hub, signal);
    const remote = await findRemote(hub, entry);
    await mkdir(folder, { recursive: true });
    return await withLock(target, async () => {
      const whole = { sha256: remote.etag, size: remote.size };
      const part = await PartFile.open(target, whole, options.openToAppend);
      try {
        await checkRoom(options, folder, remote.size - part.size);
        const fetched = await fetchAll({ ...options, hub }, entry, remote, part);
        await verify(part, whole, entry.file, signal, (bytes) => {
          options.onProgress({ phase: 'checking', bytes, totalBytes: whole.size });
        });
        await part.commit();
        return { ...fetched, sha256: whole.sha256, model: toModelEntry(entry, folder) };
      } finally {
        await part.close();
      }
    });
  } catch (error) {
    throw signal.aborted ? signal.reason : toDownloadError(error, folder);
  }
}

/** True when a usable file is there; one that is not is replaced by the download. */
function isModel(file: string): boolean {
  try {
    readGgufHeader(file);
    return true;
  } catch {
    return false;
  }
}

/** Ends requests when the user does. */
function cancellable(hub: HubOptions, signal: AbortSignal): HubOptions {
  return {
    ...hub,
    fetch: (input, init) =>
      hub.fetch(input, {
        ...init,
        signal: AbortSignal.any([signal, ...(init?.signal ? [init.signal] : [])]),
      }),
  };
}

type Remote = NonNullable<Awaited<ReturnType<typeof lookUp>>>;

async function findRemote(hub: HubOptions, { file, hub: place, sha256 }: HubEntry): Promise<Remote> {
  const remote = await lookUp(hub, place, place.file);
  if (!remote) {
    const host = new URL(hub.endpoint).host;
    throw new RegistryError(
      'notOnHub',
      `${place.repository} on ${host} has no ${place.file}: it may have moved, choose another model.`,
    );
  }
  if (!/^[\da-f]{64}$/.test(remote.etag)) {
    throw new RegistryError(
      'refused',
      `The hub publishes no SHA-256 of ${file}, so it can't be checked and is not fetched.`,
    );
  }
  if (sha256 !== undefined && remote.etag !== sha256) {
    throw wrongContent(
      `What the hub has as ${file} is not the file that Tokoscope knows (its SHA-256 differs), and is not fetched.`,
    );
  }
  return remote;
}

async function checkRoom(options: DownloadOptions, folder: string, missing: number): Promise<void> {
  const free = await (options.freeBytes ?? freeBytes)(folder);
  if (missing + MARGIN > free) throw tooLittleRoom(missing + MARGIN, free, folder);
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Asks again where a connection breaks, unless several answers in a row bring nothing. */
async function fetchAll(
  { hub, signal, onProgress, patience = PATIENCE }: DownloadOptions,
  { file }: RegistryEntry,
  remote: Remote,
  part: PartFile,
): Promise<Pick<DownloadResult, 'fetchedBytes' | 'host'>> {
  let host = '';
  let fetchedBytes = 0;
  const report = (): void => onProgress({ phase: 'fetching', bytes: part.size, totalBytes: remote.size });
  const onBytes = (bytes: number): void => {
    fetchedBytes += bytes;
    report();
  };
  let furthest = part.size;
  let fruitless = 0;
  while (part.size < remote.size) {
    report();
    try {
      host = await fetchRest({ hub, remote, what: file, part, onBytes });
    } catch (error) {
      fruitless = part.size > furthest ? 0 : fruitless + 1;
      furthest = Math.max(furthest, part.size);
      const isCut = error instanceof RegistryError && error.kind === 'cutShort';
      if (signal.aborted || !isCut || fruitless >= patience) throw error;
    }
  }
  return { fetchedBytes, host };
}

function offline({ name }: RegistryEntry, target: string): SidecarError {
  return new SidecarError(
    SidecarErrorCode.offline,
    `${name} is not on this machine and nothing is fetched in offline mode: put its file at ${target}.`,
  );
}
