import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parts } from '../../scripts/build/parts.mjs';
import { root } from '../../scripts/lib/paths.mjs';

let bundled;

/**
 * Bundles the sidecar as scripts/build.mjs does, into node_modules/.cache (node-llama-cpp is found from there),
 * once in a process, and returns the script's path. Its folder is named by a hash of the content, so that processes may
 * do this at once.
 */
export function bundleSidecar() {
  return (bundled ??= bundle());
}

async function bundle() {
  const folder = path.join(root, 'node_modules', '.cache', 'tokoscope', 'sidecar');
  const sidecar = parts({ production: false, tests: false, outdir: folder }).find(
    ({ entryPoints }) => 'sidecar' in entryPoints,
  );
  const { outputFiles } = await build({ ...sidecar, sourcemap: false, legalComments: 'none', write: false });
  const hash = createHash('sha256');
  for (const { contents } of outputFiles) hash.update(contents);
  const name = hash.digest('hex').slice(0, 12);
  const finished = path.join(folder, name);
  if (!existsSync(finished)) {
    const part = `${finished}.${process.pid}.part`;
    await mkdir(part, { recursive: true });
    for (const { path: file, contents } of outputFiles) {
      await writeFile(path.join(part, path.basename(file)), contents);
    }
    // Another process may have been quicker.
    await rename(part, finished).catch(() => rm(part, { recursive: true }));
  }
  return path.join(finished, 'sidecar.mjs');
}
