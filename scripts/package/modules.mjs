import { cp } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { timed } from '../lib/log.mjs';
import { root } from '../lib/paths.mjs';
import { npm } from '../lib/run.mjs';
import { dependencyClosure } from './closure.mjs';
import { thisMachine } from './targets.mjs';

/** The one dependency that cannot be bundled: its binaries are files. */
const engine = 'node-llama-cpp';

/** What the engine carries for building itself from source, which the sidecar never does. */
const sourceBuild =
  /^node_modules[\\/]node-llama-cpp[\\/](templates|bins|llama[\\/](addon|gitRelease\.bundle))([\\/]|$)/;
const developmentFiles =
  /\.(map|[cm]?ts|tsbuildinfo)$|[\\/](\.github|\.bin|\.vscode|test|tests|__tests__)([\\/]|$)/;

/**
 * Copies the engine with its production dependencies and the target's binaries to `folder`/node_modules.
 *
 * @returns {Promise<string[]>} the copied packages' folders
 */
export async function copyEngine(targetName, target, folder) {
  const installation = await productionInstallation(targetName, target);
  const binaries = target.binaries.map((name) => `@node-llama-cpp/${name}`);
  try {
    const wanted = (name) => !name.startsWith('@node-llama-cpp/') || binaries.includes(name);
    const packages = await dependencyClosure(installation.path, engine, wanted);
    for (const name of binaries) {
      if (!packages.includes(path.join('node_modules', name))) throw new Error(`${name} is not installed`);
    }
    for (const each of packages) await copyPackage(installation.path, each, folder);
    return packages;
  } finally {
    installation.remove();
  }
}

/** Packages nested in another are copied by themselves when they are needed. */
function copyPackage(base, relative, folder) {
  return cp(path.join(base, relative), path.join(folder, relative), {
    recursive: true,
    dereference: true,
    filter: (source) => {
      const inside = path.relative(path.join(base, relative), source);
      const below = path.relative(base, source);
      return (
        !/(^|[\\/])node_modules([\\/]|$)/.test(inside) &&
        !sourceBuild.test(below) &&
        !developmentFiles.test(below)
      );
    },
  });
}

/** This checkout's own node_modules, or for another platform an install for it, from the same lock file. */
async function productionInstallation(targetName, { os, cpu, libc }) {
  if (targetName === thisMachine) return { path: root, remove() {} };
  const folder = await temporaryFolder('target');
  for (const file of ['package.json', 'package-lock.json']) {
    await cp(path.join(root, file), path.join(folder.path, file));
  }
  const flags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', `--os=${os}`, `--cpu=${cpu}`];
  if (libc) flags.push(`--libc=${libc}`);
  await timed(`Installing the dependencies for ${targetName}`, () =>
    npm(['ci', ...flags], { cwd: folder.path }),
  );
  return folder;
}
