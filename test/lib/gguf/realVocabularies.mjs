/**
 * Vocabularies of real models, as GGUF files without weights. node-llama-cpp carries llama.cpp's source as a git bundle,
 * and they are among its tests; they are taken out of it once, and nothing is fetched for them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder, root } from '../../../scripts/lib/paths.mjs';

const bundle = path.join(root, 'node_modules/node-llama-cpp/llama/gitRelease.bundle');
const NAMES = ['starcoder', 'refact', 'deepseek-coder', 'llama-spm'];
const MOST_BYTES = 32 << 20;

export function realVocabularies() {
  const folder = path.join(cacheFolder, 'vocabularies');
  const files = Object.fromEntries(NAMES.map((name) => [name, path.join(folder, `${name}.gguf`)]));
  if (!Object.values(files).every((file) => existsSync(file))) takeOut(folder, files);
  return files;
}

function takeOut(folder, files) {
  const work = mkdtempSync(path.join(os.tmpdir(), 'tokoscope-vocabularies-'));
  try {
    const git = (...args) => execFileSync('git', args, { cwd: work, maxBuffer: MOST_BYTES });
    git('clone', '--bare', '--quiet', bundle, 'llama.cpp');
    mkdirSync(folder, { recursive: true });
    for (const [name, file] of Object.entries(files)) {
      const part = `${file}.${process.pid}.part`;
      writeFileSync(part, git('-C', 'llama.cpp', 'show', `HEAD:models/ggml-vocab-${name}.gguf`));
      renameSync(part, file);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
