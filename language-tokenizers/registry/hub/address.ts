import type { HubRepository } from '../reference';

/** How the hub is reached. */
export interface HubOptions {
  /** Base address; Hugging Face's own unless the user has a mirror. */
  readonly endpoint: string;
  /** The user's access token, sent to the endpoint alone. */
  readonly token?: string | undefined;
  /** True forbids every request. */
  readonly offline: boolean;
  readonly fetch: typeof fetch;
}

const DEFAULT_ENDPOINT = 'https://huggingface.co';
const TRUE = ['1', 'true', 'yes', 'on'];

/** What a user's environment says of the hub; the variables are Hugging Face's own, and TOKOSCOPE_OFFLINE. */
export function hubOptions(
  env: Readonly<Record<string, string | undefined>>,
  fetchOf: typeof fetch,
): HubOptions {
  // An empty variable counts as not set.
  const value = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const isSet = (name: string): boolean => TRUE.includes((value(name) ?? '').toLowerCase());
  return {
    endpoint: (value('HF_ENDPOINT') ?? DEFAULT_ENDPOINT).replace(/\/+$/, ''),
    token: value('HF_TOKEN'),
    offline: isSet('HF_HUB_OFFLINE') || isSet('TOKOSCOPE_OFFLINE'),
    fetch: fetchOf,
  };
}

/** Address of a file of a repository. */
export function fileAddress({ endpoint }: HubOptions, repository: HubRepository, file: string): string {
  return `${endpoint}/${repository.repository}/resolve/${encodeURIComponent(repository.revision)}/${file}`;
}

export function nameOf({ repository, revision }: HubRepository): string {
  return revision === 'main' ? `hf:${repository}` : `hf:${repository}@${revision}`;
}
