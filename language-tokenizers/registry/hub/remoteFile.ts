import { RegistryError } from '../error';
import type { HubRepository } from '../reference';
import { fileAddress, nameOf, type HubOptions } from './address';
import { refusal } from './refusal';
import { request } from './request';

/** A file of the hub, before it is fetched. */
export interface RemoteFile {
  readonly file: string;
  readonly address: string;
  /** In bytes. */
  readonly size: number;
  /** What identifies the content: SHA-256 of a large file, git's SHA-1 of a small one, in hexadecimal. */
  readonly etag: string;
  /** The commit that the revision stands for; "" when the hub does not say. */
  readonly commit: string;
  /** Of the repository, as it says; "" when it says nothing. */
  readonly licence: string;
}

/** Files that a tokenizer can be made of, the best first. */
const FILES = ['tokenizer.json', 'tekken.json'];

/**
 * Looks a repository's tokenizer up without fetching it. Rejects with a RegistryError of a HubErrorKind.
 */
export async function findRemoteFile(options: HubOptions, repository: HubRepository): Promise<RemoteFile> {
  for (const file of FILES) {
    const found = await lookUp(options, repository, file);
    if (found) return { ...found, licence: await licenceOf(options, repository) };
  }
  throw new RegistryError(
    'notOnHub',
    `${nameOf(repository)} has no ${FILES.join(' and no ')}: check the name, or take another repository of the same model.`,
  );
}

/**
 * Looks a file up without fetching it; undefined where the repository has none of that name. For a large file (one
 * that the hub keeps by Git LFS or Xet) size and SHA-256 come with the redirect to where it is kept, in
 * `x-linked-size` and `x-linked-etag`: huggingface_hub's `get_hf_file_metadata` reads the same headers of the same
 * request. Rejects with a RegistryError of a HubErrorKind.
 */
export async function lookUp(
  options: HubOptions,
  repository: HubRepository,
  file: string,
): Promise<Omit<RemoteFile, 'licence'> | undefined> {
  const address = fileAddress(options, repository, file);
  // A large file is somewhere else, and what is known of it is in the answer that says where.
  const answer = await request(options, 'HEAD', address, {}, ({ headers }) => headers.has('x-linked-etag'));
  const { headers, status } = answer;
  // Hugging Face answers 401 for a repository that does not exist, too, and then says so.
  if (status === 404 || headers.get('x-error-code') === 'RepoNotFound') return undefined;
  const refused = refusal(answer, `${file} of ${nameOf(repository)}`);
  if (refused) throw refused;
  const size = Number(headers.get('x-linked-size') ?? headers.get('content-length') ?? NaN);
  const etag = (headers.get('x-linked-etag') ?? headers.get('etag') ?? '')
    .replace(/^W\//, '')
    .replaceAll('"', '');
  if (!Number.isSafeInteger(size) || size <= 0) {
    throw new RegistryError('refused', `The hub does not say how large ${file} of ${nameOf(repository)} is.`);
  }
  return { file, address, size, etag, commit: headers.get('x-repo-commit') ?? '' };
}

/** Good to know and no more: what goes wrong here is no reason to fail. */
async function licenceOf(options: HubOptions, { repository }: HubRepository): Promise<string> {
  try {
    const answer = await request(options, 'GET', `${options.endpoint}/api/models/${repository}`);
    const { cardData } = (await answer.json()) as { readonly cardData?: { readonly license?: unknown } };
    return typeof cardData?.license === 'string' ? cardData.license : '';
  } catch {
    return '';
  }
}
