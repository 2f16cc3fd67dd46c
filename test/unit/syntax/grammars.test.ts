import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { languageById, LANGUAGES } from '../../../language-tokenizers/syntax/languages';
import { Syntax } from '../../../language-tokenizers/syntax/syntax';
import { buildGrammar, type BuiltGrammar, builtFolder } from '../../../scripts/grammars/build.mjs';
import { findCompiler } from '../../../scripts/grammars/compile.mjs';
import { fixtures, loadAsset, syntax } from './support';

const manifest = JSON.parse(await readFile(path.join(builtFolder, 'manifest.json'), 'utf8')) as Record<
  string,
  BuiltGrammar
>;
const built = Object.entries(manifest);

describe.each(built)('the %s grammar that is built here', (name, recorded) => {
  it('is the file that the manifest tells of, with its licence', async () => {
    const wasm = await readFile(path.join(builtFolder, recorded.file));
    expect(createHash('sha256').update(wasm).digest('hex')).toBe(recorded.sha256);
    expect(wasm.length).toBe(recorded.bytes);
    const licence = await readFile(path.join(builtFolder, `tree-sitter-${name}.LICENSE`), 'utf8');
    expect(licence).toMatch(/Permission is hereby granted, free of charge/);
  });

  it('calls only what the runtime offers', async () => {
    const runtime = new WebAssembly.Module(await bytes('web-tree-sitter.wasm'));
    const offered = new Set(WebAssembly.Module.exports(runtime).map((one) => one.name));
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(await bytes(recorded.file)));
    const functions = imports.filter(({ kind }) => kind === 'function').map((one) => one.name);
    expect(functions.length).toBeGreaterThan(0);
    expect(functions.filter((one) => !offered.has(one))).toEqual([]);
  });

  it('parses as a new build of it does', { timeout: 900_000 }, async (test) => {
    // A build of Fortran takes minutes: TOKOSCOPE_BUILD_GRAMMARS=all asks for it.
    const slow = name === 'fortran' && process.env['TOKOSCOPE_BUILD_GRAMMARS'] !== 'all';
    const { missing } = findCompiler();
    test.skip(missing !== undefined, missing);
    test.skip(slow, 'A build of it takes minutes; TOKOSCOPE_BUILD_GRAMMARS=all asks for it.');
    const folder = await mkdtemp(path.join(os.tmpdir(), 'tokoscope-built-'));
    try {
      const result = await buildGrammar(name, { folder }).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        // Without a package registry there is no source.
        if (/npm|pip/.test(reason)) test.skip(true, reason);
        throw error;
      });
      const rebuilt = new Syntax((file) =>
        file === recorded.file ? readFile(path.join(folder, file)) : loadAsset(file),
      );
      const samples = fixtures.filter(({ language }) => language.grammar === recorded.file);
      expect(samples.length).toBeGreaterThan(0);
      for (const { language, text } of samples) {
        expect(await read(rebuilt, language.id, text)).toEqual(await read(syntax, language.id, text));
      }
      // Not the file's hash: the same compiler makes another file of Fortran's lexer each time.
      expect(result.sourceSha256).toBe(recorded.sourceSha256);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

it('every language has a sample', () => {
  const sampled = new Set(fixtures.map(({ language }) => language.id));
  // Only found inside other files.
  sampled.add('markdown-inline');
  expect(LANGUAGES.map((one) => one.id).filter((id) => !sampled.has(id))).toEqual([]);
});

it('a grammar of another format says which one it has', async () => {
  const json = languageById('json')!;
  const grammar = await syntax.grammar(json);
  const count = grammar.wasm.nodeTypeCount;
  const file = Buffer.from(await bytes(json.grammar));
  // TSLanguage starts with the format's version and the number of symbols.
  const head = Buffer.alloc(8);
  head.writeUInt32LE(grammar.wasm.abiVersion, 0);
  head.writeUInt32LE(count, 4);
  const at = file.indexOf(head);
  expect(at).toBeGreaterThan(0);
  file.writeUInt32LE(99, at);
  const other = new Syntax((name) => (name === json.grammar ? Promise.resolve(file) : loadAsset(name)));
  await expect(other.grammar(json)).rejects.toThrow(/^The JSON grammar did not load: .*version 99/);
});

it.each([
  ['is no WebAssembly', new TextEncoder().encode('<html>')],
  ['is WebAssembly without a grammar', new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])],
  ['is empty', new Uint8Array()],
])('a file that %s gives an error with a reason', async (_, file) => {
  const json = languageById('json')!;
  const other = new Syntax((name) => (name === json.grammar ? Promise.resolve(file) : loadAsset(name)));
  await expect(other.grammar(json)).rejects.toThrow(/^The JSON grammar did not load: .{10}/);
});

async function bytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await loadAsset(name));
}

async function read(from: Syntax, id: string, text: string) {
  const document = await from.open(languageById(id)!, text);
  const result = [document.hasErrors, document.units(), document.functions()];
  document.dispose();
  return result;
}

it('the folder of built grammars holds nothing that the manifest does not tell of', () => {
  for (const [, { file }] of built) expect(existsSync(path.join(builtFolder, file))).toBe(true);
  expect(built.map(([name]) => name)).toEqual(['fortran', 'sql']);
});
