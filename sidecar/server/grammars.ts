import { readFile } from 'node:fs/promises';
import { Syntax } from '../../language-tokenizers/syntax/syntax';
import type { OpenParser } from '../constraints/constraint';
import { parserOpener } from '../constraints/treeSitterParser';

/** Parsers with the grammars of a folder, dist/assets in the product; each is read when it is first needed. */
export function grammarParsers(folder: URL): OpenParser {
  const syntax = new Syntax((name) => readFile(new URL(name, folder)));
  return parserOpener((language) => syntax.grammar(language));
}
