import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';

let bundled;

/**
 * Bundles sidecar/main.ts as scripts/build.mjs does, into node_modules/.cache (node-llama-cpp is found from there),
 * once in a process, and returns the script's path. Its name carries a hash of its content, so that processes may do
 * this at once.
 */
export function bundleSidecar() {
  return (bundled ??= bundle());
}

async function bundle() {
  const result = await build({
    absWorkingDir: root,
    entryPoints: ['sidecar/main.ts'],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: ['node-llama-cpp', '@node-llama-cpp/*', 'koffi'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    write: false,
    logLevel: 'error',
  });
  const code = result.outputFiles[0].contents;
  const folder = path.join(root, 'node_modules', '.cache', 'tokoscope', 'sidecar');
  const file = path.join(folder, `${createHash('sha256').update(code).digest('hex').slice(0, 12)}.mjs`);
  if (!existsSync(file)) {
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.${process.pid}.part`, code);
    await rename(`${file}.${process.pid}.part`, file);
  }
  return file;
}
