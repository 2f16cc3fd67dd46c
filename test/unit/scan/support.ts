import { build } from 'esbuild';
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Found, FoundFile } from '../../../language-tokenizers/scan/files';
import type { Selection } from '../../../cli/scan/selection';
import { walk } from '../../../cli/scan/walk';

export const root = path.resolve(import.meta.dirname, '../../..');

/** A folder that goes when the test file ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tokoscope-scan-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
}

export const EVERYTHING: Selection = { useIgnoreFiles: true, include: [], exclude: [], maxBytes: 1e9 };

/** What a walk finds: [files, left out], relative to its start. */
export async function walked(start: string, selection: Partial<Selection> = {}) {
  const files: FoundFile[] = [];
  const skipped: Record<string, string> = {};
  for await (const found of walk(start, { ...EVERYTHING, ...selection })) {
    if ('location' in found) files.push(found);
    else skipped[path.relative(start, found.path)] = found.reason;
  }
  return { files, paths: files.map((file) => path.relative(start, file.path)), skipped };
}

export function isFile(found: Found): found is FoundFile {
  return 'location' in found;
}

/** The program and its worker as the build bundles them, beside the assets. */
export async function bundleCli(folder: string, assetFolder: string): Promise<string> {
  await symlink(assetFolder, path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
  await build({
    absWorkingDir: root,
    entryPoints: {
      cli: 'cli/main.ts',
      scanWorker: 'cli/scan/worker.ts',
      mergeWorker: 'cli/merge/worker.ts',
    },
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  return path.join(folder, 'cli.js');
}
