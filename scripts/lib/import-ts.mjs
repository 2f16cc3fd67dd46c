import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { threadId } from 'node:worker_threads';
import { keepConstants } from '../build/keepConstants.mjs';
import { root } from './paths.mjs';

/**
 * Imports a TypeScript module of the project into a script: the scripts themselves are plain JavaScript, so
 * that they run before anything is built.
 */
export async function importTs(file) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [file],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    write: false,
    plugins: [keepConstants()],
    logLevel: 'error',
  });
  const code = result.outputFiles[0].contents;
  const folder = path.join(root, 'node_modules', '.cache', 'tokoscope');
  await mkdir(folder, { recursive: true });
  const name = `${path.basename(file, '.ts')}-${createHash('sha256').update(code).digest('hex').slice(0, 12)}.mjs`;
  // At once: other processes and threads may be importing the same file.
  const temporary = path.join(folder, `${name}.${process.pid}.${threadId}`);
  await writeFile(temporary, code);
  await rename(temporary, path.join(folder, name));
  return import(pathToFileURL(path.join(folder, name)).href);
}
