import type { OpenedTokenizer, TokenizerEntry } from '../entry';
import { reasonOf, RegistryError } from '../error';
import { FILE_NAMES } from '../formats';
import type { FileStat, TokenizerFiles, TokenizerHost } from '../host';
import { openFile } from '../openFile';

/** Opens a file, or the tokenizer that a folder holds. Rejects with a RegistryError. */
export async function openPath(
  path: string,
  host: TokenizerHost,
  entry: Pick<TokenizerEntry, 'name' | 'displayName' | 'source' | 'licence' | 'where'>,
): Promise<OpenedTokenizer> {
  const files = filesOf(host);
  const file = await tokenizerFile(path, files);
  if (file === undefined) {
    throw new RegistryError('missing', `There is no tokenizer "${path}": no file has that path.`);
  }
  try {
    const opened = await files.open(file);
    try {
      return await openFile(opened, file, entry, host.cache);
    } finally {
      opened.close();
    }
  } catch (error) {
    if (error instanceof RegistryError) throw error;
    throw new RegistryError('unusable', `${file} can't be read: ${reasonOf(error)}.`, { cause: error });
  }
}

/** The file system, where the host has one. */
export function filesOf(host: TokenizerHost): TokenizerFiles {
  if (host.files) return host.files;
  throw new RegistryError('unsupportedHere', "Tokenizers of files can't be opened here.");
}

async function tokenizerFile(path: string, files: TokenizerFiles): Promise<string | undefined> {
  const found = await stat(path, files);
  if (!found?.isFolder) return found && path;
  for (const name of FILE_NAMES) {
    const file = files.join(path, name);
    if ((await stat(file, files))?.isFolder === false) return file;
  }
  throw new RegistryError('missing', `The folder ${path} holds no ${FILE_NAMES.join(', no ')}.`);
}

async function stat(path: string, files: TokenizerFiles): Promise<FileStat | undefined> {
  try {
    return await files.stat(path);
  } catch (error) {
    throw new RegistryError('unusable', `${path} can't be read: ${reasonOf(error)}.`, { cause: error });
  }
}
