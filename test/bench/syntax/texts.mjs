import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';

const LENGTH = 1_000_000;
const modules = path.join(root, 'node_modules');
const fixtures = path.join(root, 'test/fixtures/languages');

/** Sources of each language, and a line that is typed into them behind lines that match. */
export const TEXTS = {
  c: {
    files: () => [
      ...['ring_buffer.c', 'heat.c'].map((file) => path.join(fixtures, file)),
      ...['bash', 'ruby', 'scala', 'html'].map((name) =>
        path.join(modules, `tree-sitter-${name}/src/scanner.c`),
      ),
    ],
    after: /;\n/g,
    typed: 'int count = rows[i].size; // all of them',
  },
  python: {
    files: () => [path.join(fixtures, 'inventory.py'), path.join(modules, 'flatted/python/flatted.py')],
    after: /[\w)]\n(?= +\w)/g,
    typed: 'value = items[index].name  # the first',
  },
  javascript: {
    files: () => under(['prettier', 'commander', 'esbuild', 'vitest', 'chai', 'eslint'], '.js'),
    after: /;\r?\n(?=[ \t]*\w)/g,
    typed: 'const value = items[index].name; // the first',
  },
  typescript: {
    files: () => under(['@types/node', '@types/vscode', 'typescript/lib', 'vitest'], '.d.ts'),
    after: /;\r?\n(?=[ \t]*\w)/g,
    typed: 'readonly name: Map<string, number>; // by id',
  },
};

/** About 1 MB of the language without errors of syntax; a short list of files is repeated. */
export function largeText(language, isRight) {
  const sources = TEXTS[language]
    .files()
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.length < LENGTH / 2 && isRight(text));
  let all = '';
  for (let i = 0; all.length < LENGTH; i++) all += `${sources[i % sources.length]}\n`;
  return all;
}

function under(folders, extension) {
  return folders.flatMap((folder) =>
    readdirSync(path.join(modules, folder), { recursive: true })
      .filter((file) => file.endsWith(extension) && !file.includes('node_modules'))
      .sort()
      .map((file) => path.join(modules, folder, file)),
  );
}
