import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LANGUAGES, languageById } from '../../../language-tokenizers/syntax/languages';
import { GrammarError, Syntax } from '../../../language-tokenizers/syntax/syntax';
import { loadAsset } from './support';

const root = path.resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tokoscope-grammars-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function buildGrammars() {
  const script = `import { buildGrammars } from './scripts/assets/grammars.mjs'; await buildGrammars(process.argv[1]);`;
  await run(process.execPath, ['--input-type=module', '-e', script, folder], { cwd: root });
}

it('copies the runtime and every grammar of the registry, and leaves what is up to date', async () => {
  await buildGrammars();
  const names = await readdir(folder);
  expect(names.sort()).toEqual(
    [...new Set(['web-tree-sitter.wasm', ...LANGUAGES.map((one) => one.grammar)])].sort(),
  );
  const before = await stat(path.join(folder, 'tree-sitter-c.wasm'));
  await writeFile(path.join(folder, 'tree-sitter-go.wasm'), 'damaged');
  await buildGrammars();
  expect((await stat(path.join(folder, 'tree-sitter-c.wasm'))).mtimeMs).toBe(before.mtimeMs);
  expect((await stat(path.join(folder, 'tree-sitter-go.wasm'))).size).toBeGreaterThan(100_000);
});

it('a grammar that does not load gives a typed error, the others go on, and it may be tried again', async () => {
  let damaged = true;
  const syntax = new Syntax(async (name) =>
    damaged && name === 'tree-sitter-go.wasm' ? new Uint8Array([0, 97, 115, 109]) : loadAsset(name),
  );
  const [go, c] = [languageById('go')!, languageById('c')!];
  const failed: unknown = await syntax.open(go, 'package a').catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(GrammarError);
  expect(failed).toMatchObject({ language: go });
  (await syntax.open(c, 'int a;')).dispose();
  damaged = false;
  const document = await syntax.open(go, 'package a');
  expect(document.units()).toHaveLength(2);
  document.dispose();
});

it('loads all grammars at the same time', async () => {
  const syntax = new Syntax(loadAsset);
  const documents = await Promise.all(LANGUAGES.map((language) => syntax.open(language, 'x')));
  expect(documents.map((document) => document.units().length)).toEqual(LANGUAGES.map(() => 1));
  for (const document of documents) document.dispose();
});

it.each(['cjs', 'esm'] as const)('works in a bundle of format %s', async (format) => {
  const extension = format === 'cjs' ? 'cjs' : 'mjs';
  const outfile = path.join(folder, `bundle.${extension}`);
  await build({
    stdin: {
      contents: `
        import { readFile } from 'node:fs/promises';
        import { Syntax } from './language-tokenizers/syntax/syntax';
        import { languageById } from './language-tokenizers/syntax/languages';
        const load = (name) => readFile(process.argv[2] + '/' + name);
        new Syntax(load).open(languageById('c'), 'int main(void) { return 0; }').then((document) => {
          console.log(JSON.stringify([document.units().length, document.functions()[0].name]));
          document.dispose();
        });`,
      resolveDir: root,
      loader: 'ts',
    },
    outfile,
    format,
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    ...(format === 'cjs'
      ? { alias: { 'web-tree-sitter': path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') } }
      : {}),
  });
  const { stdout } = await run(process.execPath, [outfile, folder]);
  expect(JSON.parse(stdout)).toEqual([10, 'main']);
});
