import type { Tokenizer } from '../language-tokenizers/bpe/tokenizer';
import { BUNDLED } from '../language-tokenizers/registry/bundled';
import type { OpenedTokenizer } from '../language-tokenizers/registry/entry';
import { RegistryError } from '../language-tokenizers/registry/error';
import { parseReference } from '../language-tokenizers/registry/reference';
import { openRegistered } from '../language-tokenizers/registry/registry';
import { InputError } from './errors';
import type { Host } from './host';
import { tokenizerHost } from '../node/tokenizerHost';

export const DEFAULT_TOKENIZER = BUNDLED[0]!.name;

/** What --tokenizer takes. */
const NAMES = 'a name of "tokoscope tokenizers", model:NAME, npm:PACKAGE, hf:OWNER/NAME or a path';
export const TOKENIZER_HELP = `tokenizer: ${NAMES}`;
export const TOKENIZER_LIST_HELP = `tokenizers, with commas between them: each ${NAMES}`;

/** Opens a tokenizer by name or path; throws an InputError of one sentence. */
export async function openTokenizer(name: string, host: Pick<Host, 'loadAsset'>): Promise<Tokenizer> {
  return (await openNamed(name, host)).tokenizer;
}

/** Tokenizers of a list "o200k_base,cl100k_base", each once. */
export async function openTokenizers(list: string, host: Pick<Host, 'loadAsset'>): Promise<Tokenizer[]> {
  return (await openList(list, host)).map(({ tokenizer }) => tokenizer);
}

/** As openTokenizers, with all that is known of each. */
export async function openList(list: string, host: Pick<Host, 'loadAsset'>): Promise<OpenedTokenizer[]> {
  const names = new Set(list.split(',').map((name) => name.trim()));
  const opened = await Promise.all([...names].map((name) => openNamed(name, host)));
  // A model's name and its tokenizer's are one and the same.
  return [...new Map(opened.map((one) => [one.tokenizer.name, one])).values()];
}

/** As openTokenizer, with all that is known of it. */
export async function openNamed(name: string, host: Pick<Host, 'loadAsset'>): Promise<OpenedTokenizer> {
  try {
    return await openRegistered(name, tokenizerHost(host.loadAsset));
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    throw new InputError(isBareWord(name, error) ? unknownName(name) : error.message, { cause: error });
  }
}

/** True for what is more likely a name mistyped than a path of nothing. */
function isBareWord(name: string, { kind }: RegistryError): boolean {
  if (kind === 'unknownName') return name === '';
  return kind === 'missing' && parseReference(name).kind === 'path' && !/[\\/.]/.test(name);
}

function unknownName(name: string): string {
  const known = BUNDLED.map((entry) => entry.name).join(', ');
  return `There is no tokenizer "${name}"; known are ${known}, and model:NAME, npm:PACKAGE, hf:OWNER/NAME and paths.`;
}
