import { build } from 'esbuild';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';

/** The bundle that tests start; inside node_modules, so that node-llama-cpp is found from it. */
export const testSidecar = path.join(
  root,
  'node_modules',
  '.cache',
  'tokoscope',
  'test-sidecar',
  'sidecar.mjs',
);

/** Bundles sidecar/main.ts as scripts/build.mjs does, to a place of its own; returns the script's path. */
export async function bundleSidecar(outfile = testSidecar) {
  await build({
    absWorkingDir: root,
    entryPoints: ['sidecar/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: 'linked',
    external: ['node-llama-cpp', '@node-llama-cpp/*'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  return outfile;
}
