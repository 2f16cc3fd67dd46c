import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';
import { assetsFrom } from '../../../cli/assets';
import { run } from '../../../cli/run';
import { bundleSidecar } from '../../lib/bundleSidecar.mjs';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { keptAssets } from '../../lib/keptAssets';

export const root = path.resolve(import.meta.dirname, '../../..');
export const fixtureFolder = path.join(root, 'test/fixtures/languages');
export const assetFolder = path.join(root, 'node_modules/.cache/tokoscope/cli-assets');

/** The assets of the product, made by its own scripts; what is up to date stays. */
async function buildAssets(): Promise<void> {
  mkdirSync(assetFolder, { recursive: true });
  const script = `
    import { buildGrammars } from './scripts/assets/grammars.mjs';
    import { buildVocabularies } from './scripts/assets/vocabularies.mjs';
    await Promise.all([buildGrammars(process.argv[1]), buildVocabularies(process.argv[1])]);`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, assetFolder], {
    cwd: root,
  });
}
let assets: Promise<void> | undefined;

const loadAsset = keptAssets(assetsFrom(assetFolder));

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the program in this process. */
export async function cli(
  args: readonly string[],
  input: string | Uint8Array = '',
  sidecarScript = '',
): Promise<Outcome> {
  await (assets ??= buildAssets());
  let out = '';
  let err = '';
  const code = await run(args, {
    out: (text) => {
      out += text;
      return Promise.resolve();
    },
    message: (line) => (err += `${line}\n`),
    readInput: () => Promise.resolve(Buffer.from(input)),
    loadAsset,
    sidecarScript,
  });
  return { code, out, err };
}

/** Runs a command that asks a model: the tiny one on the CPU, in a process of its own. */
export async function cliWithModel(...args: readonly string[]): Promise<Outcome> {
  return cli([...args, '--gpu', 'cpu', '--model', tinyModel()], '', await bundleSidecar());
}

/** The one JSON document of a command that ends well. */
export async function json<T>(args: readonly string[], input?: string | Uint8Array): Promise<T> {
  const { code, out, err } = await cli([...args, '--json'], input);
  if (code !== 0) throw new Error(`${args.join(' ')}: exit code ${code}\n${err}`);
  return JSON.parse(out) as T;
}

/** A folder that goes when the test file ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tokoscope-cli-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Paths of files with these contents, in the same order, in a folder that goes when the test file ends. */
export async function temporaryFiles(contents: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = await temporaryFolder();
  return Promise.all(
    Object.entries(contents).map(async ([name, content]) => {
      const file = path.join(folder, name);
      await writeFile(file, content);
      return file;
    }),
  );
}
