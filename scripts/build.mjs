/** Bundles each part of the project into dist/. `--watch` rebuilds on change; `--tests` adds the host's tests. */
import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { parts } from './build/parts.mjs';
import { say } from './lib/log.mjs';
import { root } from './lib/paths.mjs';

/**
 * @param {object} [options]
 * @param {boolean} [options.production]  minified, without source maps
 * @param {boolean} [options.tests]  also the tests that run inside VS Code, into out/integration
 * @param {boolean} [options.watch]  goes on rebuilding until the process ends
 * @param {string} [options.outdir]  absolute; dist/ when absent
 */
export async function build({ production = false, tests = false, watch = false, outdir } = {}) {
  const dist = path.join(root, 'dist');
  const target = outdir ?? dist;
  const esbuild = await import('esbuild');
  const { buildAssets } = await import('./assets.mjs');
  const { writeManifest } = await import('./manifest.mjs');

  await Promise.all([
    buildAssets(),
    writeManifest(),
    rm(path.join(root, 'out'), { recursive: true, force: true }),
  ]);
  if (target !== dist) await cp(path.join(dist, 'assets'), path.join(target, 'assets'), { recursive: true });

  const present = parts({ production, tests, outdir: target }).filter(({ entryPoints }) => {
    const missing = Object.values(entryPoints).filter((file) => !existsSync(path.join(root, file)));
    if (missing.length) say(`Not built: ${missing.join(', ')} is not there.`);
    return missing.length === 0;
  });
  if (watch) {
    for (const part of present) await (await esbuild.context(part)).watch();
    say('Watching for changes…');
  } else {
    await Promise.all(present.map((part) => esbuild.build(part)));
  }
}

if (process.argv[1] === import.meta.filename) {
  const flag = (name) => process.argv.includes(`--${name}`);
  await build({ production: flag('production'), tests: flag('tests'), watch: flag('watch') });
}
