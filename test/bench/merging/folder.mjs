import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { buildGrammars } from '../../../scripts/assets/grammars.mjs';
import { buildVocabularies } from '../../../scripts/assets/vocabularies.mjs';
import { parts } from '../../../scripts/build/parts.mjs';

/** Builds the command line as it ships into `folder`. Returns what runs `merge` on a folder, and gives its document. */
export async function openMerge(folder) {
  const part = parts({ production: true, tests: false, outdir: folder }).find(
    ({ entryPoints }) => entryPoints.cli,
  );
  const assets = path.join(folder, 'assets');
  await mkdir(assets, { recursive: true });
  await Promise.all([build(part), buildVocabularies(assets), buildGrammars(assets)]);
  return (tree, ...options) =>
    JSON.parse(
      execFileSync(process.execPath, [path.join(folder, 'cli.js'), 'merge', '.', '--json', ...options], {
        cwd: tree,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    );
}
