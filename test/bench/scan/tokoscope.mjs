import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { buildVocabularies } from '../../../scripts/assets/vocabularies.mjs';
import { parts } from '../../../scripts/build/parts.mjs';

/** Builds the command line as it ships into `folder`. Returns what runs it on a folder. */
export async function openTokoscope(folder) {
  const part = parts({ production: true, tests: false, outdir: folder }).find(
    ({ entryPoints }) => entryPoints.cli,
  );
  const assets = path.join(folder, 'assets');
  await mkdir(assets, { recursive: true });
  await Promise.all([build(part), buildVocabularies(assets)]);
  const run = (tree, ...options) =>
    execFileSync(process.execPath, [path.join(folder, 'cli.js'), 'count', '.', ...options], {
      cwd: tree,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
  return {
    count: (tree, ...options) => run(tree, '--tree', ...options),
    /** Tokens by path. */
    countsOf: (tree) =>
      new Map(
        JSON.parse(run(tree, '--json', '--no-cache')).files.map((file) => [
          file.path,
          file.counts.o200k_base,
        ]),
      ),
  };
}
