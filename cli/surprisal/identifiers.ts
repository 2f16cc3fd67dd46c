import type { SyntaxLanguage } from '../../language-tokenizers/syntax/language';
import { InputError } from '../errors';
import type { Host } from '../host';
import { parseOnce } from '../syntax';

/** UTF-16 ranges of the names in a text. Throws an InputError where no grammar says which they are. */
export async function identifiersOf(
  text: string,
  language: SyntaxLanguage | undefined,
  host: Host,
): Promise<{ start: number; end: number }[]> {
  if (!language)
    throw new InputError('Identifiers are known by a grammar: name the language with --language.');
  const document = await parseOnce(language, text, host);
  try {
    if (document.status !== 'parsed')
      throw new InputError(`The identifiers are not known: ${document.status}.`);
    return document
      .units()
      .filter(({ kind }) => kind === 'identifier')
      .map(({ start, end }) => ({ start, end }));
  } finally {
    document.dispose();
  }
}
