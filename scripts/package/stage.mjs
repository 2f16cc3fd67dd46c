import { existsSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from '../build.mjs';
import { root } from '../lib/paths.mjs';
import { copyEngine } from './modules.mjs';

/** What ships beside dist/. */
const shipped = [
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'THIRD_PARTY_NOTICES.md',
  'package.nls.json',
  'media',
  'l10n',
];

/**
 * Lays out in `folder` exactly what the package will hold. The engine goes to dist/node_modules, where the
 * sidecar (dist/sidecar.mjs) finds it, and where vsce does not look for development dependencies.
 */
export async function stageExtension(targetName, target, folder) {
  await build({ production: true, outdir: path.join(folder, 'dist') });
  await copyEngine(targetName, target, path.join(folder, 'dist'));
  for (const name of shipped) {
    const source = path.join(root, name);
    if (existsSync(source)) await cp(source, path.join(folder, name), { recursive: true, dereference: true });
  }
  // Everything here ships; without this file vsce warns that nobody chose.
  await writeFile(path.join(folder, '.vscodeignore'), '');
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(await shippedManifest(), undefined, 2));
}

/** The manifest without what only a checkout can use. */
async function shippedManifest() {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  for (const name of ['scripts', 'devDependencies', 'dependencies', 'overrides']) delete manifest[name];
  return manifest;
}
