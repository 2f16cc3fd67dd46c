import { readFile } from 'node:fs/promises';
import type { Grammar } from '../../language-tokenizers/syntax/grammar';
import type { SyntaxLanguage } from '../../language-tokenizers/syntax/language';
import { languageOfDocument } from '../../language-tokenizers/syntax/languages';
import { Syntax } from '../../language-tokenizers/syntax/syntax';
import type { GrammarOf } from '../completion/complete';

export type LoadGrammar = (language: SyntaxLanguage) => Promise<Grammar>;

/** The grammars of a folder, dist/assets in the product; each is read when it is first needed. */
export function grammarLoader(folder: URL): LoadGrammar {
  const syntax = new Syntax((name) => readFile(new URL(name, folder)));
  return (language) => syntax.grammar(language);
}

/** Grammars by document; none where there is no such grammar, or it does not load. */
export function grammarFinder(load: LoadGrammar): GrammarOf {
  return async ({ languageId, path, text }) => {
    const language = languageOfDocument(languageId, path, text);
    return language && load(language).catch(() => undefined);
  };
}
