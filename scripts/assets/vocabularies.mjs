/** Packs the ranks that come with the tiktoken package into the files that the core loads, and copies those that are packed. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { importTs } from '../lib/import-ts.mjs';
import { root } from '../lib/paths.mjs';

/** One for each set of ranks: p50k_edit has p50k_base's, o200k_harmony has o200k_base's. */
const NAMES = ['o200k_base', 'cl100k_base', 'p50k_base', 'r50k_base'];

/** Writes NAME.bin of each set of ranks into `folder`; leaves a file alone that was made from the same ranks. */
export async function buildVocabularies(folder) {
  const format = await importTs('language-tokenizers/bpe/vocabularyFormat.ts');
  await mkdir(folder, { recursive: true });
  await Promise.all([...NAMES.map((name) => buildVocabulary(name, folder, format)), copyPacked(folder)]);
}

/** Vocabularies that are part of the repository, with their licences. */
async function copyPacked(folder) {
  const from = path.join(root, 'language-tokenizers', 'bpe', 'vocabularies');
  for (const name of await readdir(from)) {
    if (!name.endsWith('.bin')) continue;
    const target = path.join(folder, name);
    const [bytes, present] = await Promise.all([
      readFile(path.join(from, name)),
      readFile(target).catch(() => undefined),
    ]);
    if (present?.equals(bytes)) continue;
    const temporary = `${target}.${process.pid}`;
    await copyFile(path.join(from, name), temporary);
    await rename(temporary, target);
  }
}

async function buildVocabulary(name, folder, { packTokens, packVocabulary, vocabularyDigest }) {
  const source = await readFile(path.join(root, 'node_modules', 'tiktoken', 'encoders', `${name}.json`));
  const digest = createHash('sha256').update(source).digest().subarray(0, 16);
  const target = path.join(folder, `${name}.bin`);
  const present = await readFile(target).catch(() => undefined);
  if (present && vocabularyDigest(present)?.every((byte, i) => byte === digest[i])) return;
  const temporary = `${target}.${process.pid}`;
  await writeFile(temporary, packVocabulary(packTokens(readRanks(JSON.parse(source).bpe_ranks)), digest));
  await rename(temporary, target);
}

/** Each line reads "! FIRST_RANK TOKEN TOKEN…", tokens in base64; ids are ranks. */
function readRanks(text) {
  const tokens = [];
  for (const line of text.split('\n')) {
    const [, first, ...encoded] = line.split(' ');
    encoded.forEach((token, i) => (tokens[Number(first) + i] = Buffer.from(token, 'base64')));
  }
  return tokens;
}

if (process.argv[1] === import.meta.filename) await buildVocabularies(path.join(root, 'dist', 'assets'));
