import type { SyntaxLanguage } from '../language-tokenizers/syntax/language';
import { languageById, languageOfFile, LANGUAGES } from '../language-tokenizers/syntax/languages';
import { InputError } from './errors';

/** The language the user names, else the one of the file's name and text; throws an InputError for an unknown id. */
export function chooseLanguage(
  id: string | undefined,
  file: string,
  text: string,
): SyntaxLanguage | undefined {
  if (id === undefined) return languageOfFile(file, text);
  const language = languageById(id);
  if (!language) throw new InputError(`There is no language "${id}"; ${knownLanguages()}`);
  return language;
}

export function knownLanguages(): string {
  return `known are ${LANGUAGES.map((language) => language.id).join(', ')}.`;
}
