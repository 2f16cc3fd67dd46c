import { cp } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { timed } from '../lib/log.mjs';
import { root } from '../lib/paths.mjs';
import { npm } from '../lib/run.mjs';
import { dependencyClosure } from './closure.mjs';
import { thisMachine } from './targets.mjs';

/** The dependencies that cannot be bundled: their binaries are files. */
const engines = ['node-llama-cpp', 'koffi'];
/** Scopes whose packages are binaries, each for one platform. */
const forOnePlatform = /^@(node-llama-cpp|koromix)\//;

/** What they carry for building themselves from source, which the sidecar never does, and for other C libraries. */
const sourceBuild = [
  /^node_modules\/node-llama-cpp\/(templates|bins|llama\/(addon|gitRelease\.bundle))(\/|$)/,
  /^node_modules\/koffi\/(doc|lib|vendor|cnoke\.cjs|CHANGELOG\.md)(\/|$)/,
  /^node_modules\/koffi\/src\/koffi\/(CMakeLists\.txt$|src\/(?!static\.))/,
  /^node_modules\/@koromix\/[^/]+\/musl_/,
];
const developmentFiles =
  /\.(map|[cm]?ts|tsbuildinfo)$|[\\/](\.github|\.bin|\.vscode|test|tests|__tests__)([\\/]|$)/;

/**
 * Copies the engines with their production dependencies and the target's binaries to `folder`/node_modules.
 *
 * @returns {Promise<string[]>} the copied packages' folders
 */
export async function copyEngine(targetName, target, folder) {
  const installation = await productionInstallation(targetName, target);
  const binaries = [
    ...target.binaries.map((name) => `@node-llama-cpp/${name}`),
    `@koromix/koffi-${target.os}-${target.cpu}`,
  ];
  try {
    const wanted = (name) => !forOnePlatform.test(name) || binaries.includes(name);
    const closures = engines.map((engine) => dependencyClosure(installation.path, engine, wanted));
    const packages = [...new Set((await Promise.all(closures)).flat())];
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
        !sourceBuild.some((pattern) => pattern.test(below.replaceAll('\\', '/'))) &&
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
