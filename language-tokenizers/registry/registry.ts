import { BUNDLED, openBundled } from './bundled';
import type { OpenedTokenizer, TokenizerEntry } from './entry';
import { RegistryError } from './error';
import { EstimateTokenizer } from './estimate';
import type { TokenizerHost } from './host';
import { tokenizerForModel } from './models';
import { parseReference } from './reference';
import { hubEntries, openHub } from './sources/hub';
import { openPackage } from './sources/npmPackage';
import { openPath } from './sources/file';

/** What is at hand without a path: the bundled tokenizers, the default first, and those fetched before. */
export async function listTokenizers({ cache }: Pick<TokenizerHost, 'cache'>): Promise<TokenizerEntry[]> {
  return [...BUNDLED, ...(cache ? await hubEntries(cache) : [])];
}

/**
 * Opens a tokenizer by a name of the list, "model:…", "npm:…", "hf:…" or a path; never fetches anything. Rejects
 * with a RegistryError.
 */
export function openRegistered(text: string, host: TokenizerHost): Promise<OpenedTokenizer> {
  const reference = parseReference(text);
  switch (reference.kind) {
    case 'bundled':
      return openBundled(reference.name, host);
    case 'model':
      return openForModel(reference.model, host);
    case 'package':
      return openPackage(reference.name, host);
    case 'hub':
      return openHub(reference, host);
    case 'path':
      return openPath(reference.path, host, {
        name: text,
        displayName: text,
        source: 'file',
        licence: '',
        where: 'file',
      });
  }
}

/** Opens the first of a model's tokenizers that is at hand. */
async function openForModel(model: string, host: TokenizerHost): Promise<OpenedTokenizer> {
  const choice = tokenizerForModel(model);
  const opened = await openFirst(choice.tokenizers, host);
  if (choice.kind === 'exact') return opened;
  const name = `model:${model}`;
  return {
    ...opened,
    tokenizer: new EstimateTokenizer(name, opened.tokenizer),
    entry: { ...opened.entry, name, displayName: model, exact: false },
    digest: `${name} ${opened.digest}`,
    note: choice.note,
  };
}

async function openFirst(names: readonly string[], host: TokenizerHost): Promise<OpenedTokenizer> {
  let first: RegistryError | undefined;
  for (const name of names) {
    try {
      return await openRegistered(name, host);
    } catch (error) {
      const isMissing = error instanceof RegistryError && ['missing', 'unsupportedHere'].includes(error.kind);
      if (!isMissing) throw error;
      first ??= error;
    }
  }
  throw first ?? new RegistryError('missing', 'No tokenizer is at hand.');
}
