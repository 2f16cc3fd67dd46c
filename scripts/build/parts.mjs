import path from 'node:path';
import { globSync } from '../lib/files.mjs';
import { root } from '../lib/paths.mjs';
import { keepConstants } from './keepConstants.mjs';

/** Some bundled packages are CommonJS and call require(). */
const requireShim =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/**
 * What esbuild makes of the project: one entry for each room that runs by itself.
 *
 * @param {{ production: boolean, tests: boolean, outdir: string }} options  `outdir` absolute
 * @returns {import('esbuild').BuildOptions[]}
 */
export function parts({ production, tests, outdir }) {
  const common = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    sourcemap: production ? false : 'linked',
    minify: production,
    legalComments: 'linked',
    logLevel: 'warning',
    outdir,
    plugins: [keepConstants()],
  };
  /** CommonJS for what runs inside VS Code; web-tree-sitter's ES module needs import.meta, which that has not. */
  const commonJs = {
    ...common,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    alias: { 'web-tree-sitter': path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
  };
  return [
    {
      ...commonJs,
      entryPoints: { extension: 'extension/main.ts', tokenWorker: 'extension/node/tokenWorker.ts' },
      external: ['vscode'],
    },
    {
      ...common,
      entryPoints: { sidecar: 'sidecar/main.ts', watchdogThread: 'sidecar/server/watchdogThread.ts' },
      format: 'esm',
      outExtension: { '.js': '.mjs' },
      banner: { js: requireShim },
      // Its binaries and its self-test need their own files on disk.
      external: ['node-llama-cpp', '@node-llama-cpp/*', 'koffi'],
    },
    {
      ...common,
      entryPoints: {
        cli: 'cli/main.ts',
        scanWorker: 'cli/scan/worker.ts',
        mergeWorker: 'cli/merge/worker.ts',
      },
      format: 'esm',
      banner: { js: `#!/usr/bin/env node\n${requireShim}` },
    },
    ...(tests ? [integrationTests(commonJs)] : []),
  ];
}

/** Their packages are required from node_modules: some read files beside their own code. */
function integrationTests(commonJs) {
  const folder = 'test/integration';
  return {
    ...commonJs,
    alias: {},
    entryPoints: [`${folder}/index.ts`, ...globSync(`${folder}/**/*.test.ts`)],
    outbase: folder,
    outdir: path.join(root, 'out/integration'),
    packages: 'external',
  };
}
