import { cp, symlink } from 'node:fs/promises';
import path from 'node:path';
import { build } from '../../../scripts/build.mjs';
import { root } from '../../../scripts/lib/paths.mjs';
import { bundleHost } from '../editor/bundleHost.mjs';

/**
 * Lays out the extension as it ships in a folder, and host.ts bundled beside it.
 *
 * @returns {Promise<string>} the path of that bundle
 */
export async function buildExtension(folder) {
  await build({ production: true, outdir: path.join(folder, 'dist') });
  for (const name of ['package.json', 'package.nls.json', 'media']) {
    await cp(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  // The sidecar finds the engine there.
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  const outfile = path.join(folder, 'out/session.cjs');
  await bundleHost('test/bench/session/host.ts', outfile);
  return outfile;
}
