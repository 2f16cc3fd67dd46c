import { expect, it } from 'vitest';
import { languageById, languageOfFile, LANGUAGES } from '../../../language-tokenizers/syntax/languages';

it.each([
  ['c', 'c'],
  ['cpp', 'cpp'],
  ['python', 'python'],
  ['javascript', 'javascript'],
  ['javascriptreact', 'javascript'],
  ['typescript', 'typescript'],
  ['typescriptreact', 'tsx'],
  ['java', 'java'],
  ['go', 'go'],
  ['rust', 'rust'],
  ['plaintext', undefined],
])('VS Code language %s is %s', (id, expected) => {
  expect(languageById(id)?.id).toBe(expected);
});

it.each([
  ['a/b/main.c', 'c'],
  ['C:\\src\\MAIN.CPP', 'cpp'],
  ['x.d.ts', 'typescript'],
  ['App.tsx', 'tsx'],
  ['index.jsx', 'javascript'],
  ['SConstruct', 'python'],
  ['dir.py/README', undefined],
  ['.rs', 'rust'],
  ['Makefile', undefined],
  ['', undefined],
])('file %s is %s', (path, expected) => {
  expect(languageOfFile(path)?.id).toBe(expected);
});

it('no two languages share an id or an extension', () => {
  for (const of of [
    LANGUAGES.map((one) => one.id),
    LANGUAGES.flatMap((one) => one.vscodeIds),
    LANGUAGES.flatMap((one) => one.extensions),
  ]) {
    expect(new Set(of).size).toBe(of.length);
  }
});
