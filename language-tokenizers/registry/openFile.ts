import type { RandomAccess } from '../gguf/byteReader';
import type { OpenedTokenizer, TokenizerEntry } from './entry';
import { reasonOf, RegistryError } from './error';
import { openFormat } from './formats';
import type { TokenizerCache } from './host';
import { sha256 } from './hub/digest';

/** Makes a tokenizer of a file; `entry` says what is known of it. Rejects with a RegistryError. */
export async function openFile(
  file: RandomAccess,
  path: string,
  entry: Omit<TokenizerEntry, 'engine' | 'exact' | 'size'>,
  cache: TokenizerCache | undefined,
): Promise<OpenedTokenizer> {
  try {
    const { digested, tokenizer } = await openFormat(file, entry, cache);
    const { engine, exact } = tokenizer;
    return {
      tokenizer,
      entry: { ...entry, exact, engine, size: file.size },
      digest: `${entry.name} ${await sha256(digested)}`,
    };
  } catch (error) {
    throw new RegistryError('unusable', `${path} can't be used as a tokenizer. ${reasonOf(error)}`, {
      cause: error,
    });
  }
}
