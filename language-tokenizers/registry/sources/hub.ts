import type { OpenedTokenizer, TokenizerEntry } from '../entry';
import { RegistryError } from '../error';
import { inMemory } from '../formats';
import type { TokenizerCache, TokenizerHost } from '../host';
import { nameOf } from '../hub/address';
import { allStored, folderOf, readStored, stored, type StoredFile } from '../hub/store';
import { openFile } from '../openFile';
import type { HubRepository } from '../reference';

/** Opens what was fetched from the hub before; fetches nothing. Rejects with a RegistryError. */
export async function openHub(repository: HubRepository, host: TokenizerHost): Promise<OpenedTokenizer> {
  const { cache } = host;
  const found = cache && (await stored(cache, repository));
  if (!found) {
    throw new RegistryError(
      'missing',
      `${nameOf(repository)} was not fetched yet: "tokoscope tokenizers get ${nameOf(repository)}" shows its size and fetches it.`,
    );
  }
  return openStored(found, cache);
}

async function openStored(file: StoredFile, cache: TokenizerCache): Promise<OpenedTokenizer> {
  const { displayName, licence, name, source, where } = entryOf(file);
  const path = cache.path(`${folderOf(file)}/${file.file}`);
  const entry = { name, displayName, source, licence, where };
  return openFile(inMemory(await readStored(cache, file)), path, entry, cache);
}

/** What was fetched before. */
export async function hubEntries(cache: TokenizerCache): Promise<TokenizerEntry[]> {
  return (await allStored(cache)).map(entryOf);
}

function entryOf(file: StoredFile): TokenizerEntry {
  return {
    name: nameOf(file),
    displayName: file.repository,
    exact: file.exact ?? true,
    engine: file.engine,
    source: `Hugging Face hub${file.commit && `, commit ${file.commit.slice(0, 12)}`}`,
    licence: file.licence,
    where: 'hub',
    size: file.size,
  };
}
