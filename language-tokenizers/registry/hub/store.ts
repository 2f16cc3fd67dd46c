import type { Tokenizer } from '../../bpe/tokenizer';
import { RegistryError } from '../error';
import type { TokenizerCache } from '../host';
import type { HubRepository } from '../reference';
import { nameOf } from './address';
import { sha256 } from './digest';

/** What is kept beside a fetched file. */
export interface StoredFile {
  readonly repository: string;
  readonly revision: string;
  readonly commit: string;
  readonly file: string;
  readonly size: number;
  /** Of the content, in hexadecimal. */
  readonly sha256: string;
  /** As the repository has it; "" where it says nothing. */
  readonly licence: string;
  /** Whose code runs it, and whether its ids are right on every input; known once it was opened. */
  readonly engine?: Tokenizer['engine'] | undefined;
  readonly exact?: boolean | undefined;
}

const ROOT = 'hub';
const RECORD = 'source.json';

/** Folder of a repository in the cache: "hub/owner--name@revision". */
export function folderOf({ repository, revision }: HubRepository): string {
  return `${ROOT}/${repository.replace('/', '--')}@${encodeURIComponent(revision)}`;
}

/** What was fetched of a repository, if anything. */
export async function stored(
  cache: TokenizerCache,
  repository: HubRepository,
): Promise<StoredFile | undefined> {
  return readRecord(cache, folderOf(repository));
}

/** Everything that was fetched. */
export async function allStored(cache: TokenizerCache): Promise<StoredFile[]> {
  const folders = [...(await cache.list(ROOT))].sort();
  const records = await Promise.all(folders.map((folder) => readRecord(cache, `${ROOT}/${folder}`)));
  return records.filter((record) => record !== undefined);
}

/** Reads a fetched file and checks it; rejects with a RegistryError when it is not what was fetched. */
export async function readStored(cache: TokenizerCache, record: StoredFile): Promise<Uint8Array> {
  const name = `${folderOf(record)}/${record.file}`;
  const bytes = await cache.read(name);
  if (bytes && (await sha256(bytes)) === record.sha256) return bytes;
  throw new RegistryError(
    'wrongDigest',
    `${cache.path(name)} is ${bytes ? 'not what was fetched' : 'gone'}: fetch ${nameOf(record)} again.`,
  );
}

/** Notes what was fetched; the file itself is there already. */
export function record(cache: TokenizerCache, file: StoredFile): Promise<void> {
  const text = `${JSON.stringify(file, null, 2)}\n`;
  return cache.write(`${folderOf(file)}/${RECORD}`, new TextEncoder().encode(text));
}

/** Removes what was fetched. */
export async function forget(cache: TokenizerCache, file: StoredFile): Promise<void> {
  await cache.remove(`${folderOf(file)}/${RECORD}`);
  await cache.remove(`${folderOf(file)}/${file.file}`);
}

async function readRecord(cache: TokenizerCache, folder: string): Promise<StoredFile | undefined> {
  const bytes = await cache.read(`${folder}/${RECORD}`);
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isStoredFile(value) && folderOf(value) === folder ? value : undefined;
  } catch {
    return undefined;
  }
}

function isStoredFile(value: unknown): value is StoredFile {
  if (typeof value !== 'object' || value === null) return false;
  const { size, ...texts } = value as Readonly<Record<keyof StoredFile, unknown>>;
  return (
    typeof size === 'number' &&
    [texts.repository, texts.revision, texts.commit, texts.file, texts.sha256, texts.licence].every(
      (text) => typeof text === 'string',
    )
  );
}
