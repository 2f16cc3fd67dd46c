import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AssetLoader } from '../../../language-tokenizers/assets';
import { languageOfFile } from '../../../language-tokenizers/syntax/languages';
import { Syntax } from '../../../language-tokenizers/syntax/syntax';

const root = path.resolve(import.meta.dirname, '../../..');
const fixtureFolder = path.join(root, 'test/fixtures/languages');

/** Grammars straight from the packages that dist/assets is copied from. */
export const loadAsset: AssetLoader = async (name) => {
  const home =
    name === 'tree-sitter-tsx.wasm' ? 'tree-sitter-typescript' : name.slice(0, name.lastIndexOf('.'));
  return readFile(path.join(root, 'node_modules', home, name));
};

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
