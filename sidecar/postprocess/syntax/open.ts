import type { Grammar } from '../../../language-tokenizers/syntax/grammar';
import type { SyntaxLanguage } from '../../../language-tokenizers/syntax/language';
import { languageOfDocument } from '../../../language-tokenizers/syntax/languages';
import type { SyntaxOpener } from './fileSyntax';
import { KeptTree } from './keptTree';
import { TreeSyntax } from './treeSyntax';
import { parsedWindow } from './window';

/** Milliseconds of parsing for one request: enough for a file's first parse, which the next ones build on. */
const LIMIT = 100;

/** Opens the syntax of files with grammars that `load` brings; a grammar that does not load is as none. */
export function syntaxOpener(
  load: (language: SyntaxLanguage) => Promise<Grammar>,
  limit = LIMIT,
): SyntaxOpener {
  const kept = new KeptTree();
  return async (place) => {
    const language = languageOfDocument(place.languageId, place.path, place.prefix);
    const window = language && parsedWindow(place);
    if (!window) return undefined;
    const grammar = await load(language).catch(() => undefined);
    return grammar && new TreeSyntax(grammar, window, kept, limit);
  };
}
