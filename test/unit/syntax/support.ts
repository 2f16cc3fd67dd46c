import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { languageOfFile } from '../../../language-tokenizers/syntax/languages';
import { Syntax } from '../../../language-tokenizers/syntax/syntax';
import { grammarFile } from '../../../scripts/grammars/packages.mjs';
import { keptAssets } from '../../lib/keptAssets';

const root = path.resolve(import.meta.dirname, '../../..');
const fixtureFolder = path.join(root, 'test/fixtures/languages');

/** Grammars straight from where dist/assets is copied from. */
export const loadAsset = keptAssets((name) => readFile(grammarFile(name)));

export const syntax = new Syntax(loadAsset);

export const fixtures = readdirSync(fixtureFolder).map((file) => {
  const language = languageOfFile(file);
  if (!language) throw new Error(`No language for the fixture ${file}.`);
  return { file, language, text: readFileSync(path.join(fixtureFolder, file), 'utf8') };
});

export function fixture(file: string) {
  const found = fixtures.find((one) => one.file === file);
  if (!found) throw new Error(`No fixture ${file}.`);
  return found;
}

export const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
