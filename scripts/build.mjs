/** Bundles each part of the project into dist/. `--watch` rebuilds on change; `--tests` adds the host's tests. */
import * as esbuild from 'esbuild';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from './lib/paths.mjs';
import { buildAssets } from './assets.mjs';
import { writeManifest } from './manifest.mjs';
import { globSync } from './lib/files.mjs';

const watch = process.argv.includes('--watch');
const withTests = process.argv.includes('--tests');
const production = process.argv.includes('--production');

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: production ? false : 'linked',
  minify: production,
  legalComments: 'linked',
  logLevel: 'warning',
};

/** CommonJS for what runs inside VS Code; web-tree-sitter's ES module needs import.meta, which that has not. */
const cjs = {
  ...common,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  alias: { 'web-tree-sitter': path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
};

/** Some bundled packages are CommonJS and call require(). */
const requireShim =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const parts = [
  {
    ...cjs,
    entryPoints: { extension: 'extension/main.ts', tokenWorker: 'extension/node/tokenWorker.ts' },
    outdir: 'dist',
    external: ['vscode'],
  },
  {
    ...common,
    entryPoints: { sidecar: 'sidecar/main.ts' },
    outdir: 'dist',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    banner: { js: requireShim },
    // Its binaries and its self-test need their own files on disk.
    external: ['node-llama-cpp', '@node-llama-cpp/*'],
  },
  {
    ...common,
    entryPoints: { cli: 'cli/main.ts' },
    outdir: 'dist',
    format: 'esm',
    banner: { js: `#!/usr/bin/env node\n${requireShim}` },
  },
  withTests && {
    ...cjs,
    entryPoints: globSync('test/integration/**/*.ts'),
    outbase: 'test/integration',
    outdir: 'out/integration',
    external: ['vscode', 'mocha'],
  },
].filter((part) => part && Object.values(part.entryPoints).every((file) => existsSync(path.join(root, file))));

await rm(path.join(root, 'out'), { recursive: true, force: true });
await Promise.all([buildAssets(), writeManifest()]);
if (watch) {
  for (const part of parts) await (await esbuild.context(part)).watch();
  console.error('Watching for changes…');
} else {
  await Promise.all(parts.map((part) => esbuild.build(part)));
}
