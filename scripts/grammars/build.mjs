/**
 * Builds the grammars that no npm package ships as WebAssembly (recipes.mjs) into
 * language-tokenizers/syntax/grammars, with their licences and a manifest of versions and hashes.
 *
 *   node scripts/grammars/build.mjs [NAME…] [--source FILE]
 *
 * Sources come from the package registries; --source names a packed source that is here already (for one NAME).
 * Fortran's lexer is one function of 24,000 lines: clang takes several minutes for it.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { say, timed } from '../lib/log.mjs';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { compile, findCompiler } from './compile.mjs';
import { RECIPES } from './recipes.mjs';
import { unpackSource } from './source.mjs';

/** Where the built grammars lie, as they are committed. */
export const builtFolder = path.join(root, 'language-tokenizers/syntax/grammars');

/**
 * Builds one grammar into `folder` and returns what the manifest says about it.
 *
 * @param {string} name of RECIPES
 * @param {object} [options]
 * @param {string} [options.folder] absolute
 * @param {string} [options.archive] the packed source
 */
export async function buildGrammar(name, { folder = builtFolder, archive } = {}) {
  const recipe = RECIPES[name];
  if (!recipe) throw new Error(`No recipe for ${name}; there are ${Object.keys(RECIPES).join(', ')}.`);
  const compiler = findCompiler();
  if (compiler.missing) throw new Error(compiler.missing);
  const work = await temporaryFolder(`grammar-${name}`);
  try {
    const licence = await unpackSource(recipe, work.path, archive);
    const file = `tree-sitter-${name}.wasm`;
    await mkdir(folder, { recursive: true });
    await compile({
      clang: compiler.clang,
      grammar: recipe.grammar,
      folder: work.path,
      output: path.join(folder, file),
    });
    await writeFile(path.join(folder, `tree-sitter-${name}.LICENSE`), licence);
    const wasm = await readFile(path.join(folder, file));
    return {
      file,
      package: recipe.package,
      registry: recipe.registry,
      version: recipe.version,
      licence: recipe.licence,
      sourceSha256: recipe.sha256,
      compiler: (await run(compiler.clang, ['--version'])).split('\n')[0],
      bytes: wasm.length,
      sha256: createHash('sha256').update(wasm).digest('hex'),
    };
  } finally {
    work.remove();
  }
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { source: { type: 'string' } },
  });
  const names = positionals.length ? positionals : Object.keys(RECIPES);
  if (values.source && names.length !== 1) throw new Error('--source goes with one name.');
  const manifestFile = path.join(builtFolder, 'manifest.json');
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8').catch(() => '{}'));
  for (const name of names) {
    const archive = values.source && path.resolve(values.source);
    manifest[name] = await timed(`Building the ${name} grammar`, () => buildGrammar(name, { archive }));
    await writeFile(manifestFile, `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
}

if (process.argv[1] === import.meta.filename) {
  await main().catch((error) => {
    say(error.message);
    process.exitCode = 1;
  });
}
