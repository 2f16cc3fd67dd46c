import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { root } from '../lib/paths.mjs';
import { stageExtension } from './stage.mjs';
import { findTarget, thisMachine } from './targets.mjs';
import { proveEngine, verifyPackage } from './verify.mjs';

/**
 * Makes a VSIX for one platform and checks it.
 *
 * @param {object} [options]
 * @param {string} [options.target]  VS Code's name of the platform; this machine's when absent
 * @param {string} [options.folder]  where to write it; the repository's root when absent
 * @returns {Promise<{ file: string, entries: { name: string, size: number, packedSize: number }[] }>}
 */
export async function packageExtension({ target: targetName = thisMachine, folder = root } = {}) {
  const target = findTarget(targetName);
  const { createVSIX } = await import('@vscode/vsce');
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const file = path.join(folder, `tokoscope-${targetName}-${version}.vsix`);
  const stage = await temporaryFolder('stage');
  try {
    await stageExtension(targetName, target, stage.path);
    await proveEngine(targetName, path.join(stage.path, 'dist'));
    await createVSIX({
      cwd: stage.path,
      packagePath: file,
      target: targetName,
      dependencies: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
    return { file, entries: await verifyPackage(file, target) };
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    stage.remove();
  }
}
