import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { listZip } from '../lib/zip.mjs';
import { run } from '../lib/run.mjs';
import { thisMachine } from './targets.mjs';

const FILE_TYPE = 0o170000;
const SYMBOLIC_LINK = 0o120000;

const required = [
  'extension/media/models/tokoscope-code.gguf',
  'extension.vsixmanifest',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
  'extension/LICENSE.txt',
  'extension/dist/extension.cjs',
  'extension/dist/tokenWorker.cjs',
  'extension/dist/sidecar.mjs',
  'extension/dist/watchdogThread.mjs',
  'extension/dist/cli.js',
  'extension/dist/scanWorker.js',
  'extension/dist/node_modules/node-llama-cpp/package.json',
  'extension/dist/node_modules/koffi/package.json',
];
const unwanted =
  /\.(map|tsx?|vsix|bundle)$|^(?!extension\/media\/models\/).*\.gguf$|^extension\/(?!dist\/|media\/|l10n\/|[^/]+$)|\/\.(env|npmrc|git|bin)(\/|$)/;

/** Throws, naming every fault, unless the package holds what it must and nothing else. */
export async function verifyPackage(file, target) {
  const entries = await listZip(file);
  const names = new Set(entries.map(({ name }) => name));
  const faults = required.filter((name) => !names.has(name)).map((name) => `${name} is missing`);
  for (const { name, mode } of entries) {
    if ((mode & FILE_TYPE) === SYMBOLIC_LINK) faults.push(`${name} is a symbolic link`);
    if (unwanted.test(name)) faults.push(`${name} does not belong in it`);
  }
  for (const binary of target.binaries) {
    const folder = `extension/dist/node_modules/@node-llama-cpp/${binary}/bins/`;
    if (!entries.some(({ name }) => name.startsWith(folder) && name.endsWith('.node'))) {
      faults.push(`${folder}… holds no binary`);
    }
  }
  const binaries = [...target.binaries, `koffi-${target.os}-${target.cpu}`];
  const others = entries.filter(({ name }) => {
    const binary = /^extension\/dist\/node_modules\/@(?:node-llama-cpp|koromix)\/([^/]+)\//.exec(name)?.[1];
    return binary !== undefined && !binaries.includes(binary);
  });
  if (others.length) faults.push(`${others[0].name} is for another platform`);
  if (faults.length) throw new Error(`The package is not right:\n  ${faults.join('\n  ')}`);
  return entries;
}

/** Starts the staged engines once: proves that nothing they need was left out. Only on their own platform. */
export async function proveEngine(targetName, dist) {
  if (targetName !== thisMachine) return;
  // A file, not --eval: the engine's own self-test forks this process with the same arguments.
  const file = path.join(dist, 'prove-engine.mjs');
  await writeFile(
    file,
    `import koffi from 'koffi';
    import { getLlama } from 'node-llama-cpp';
    if (koffi.sizeof('void *') !== 8) throw new Error('koffi does not work');
    const llama = await getLlama({ gpu: false, build: 'never', maxThreads: 1 });
    await llama.dispose();`,
  );
  await run(process.execPath, [file]).finally(() => rm(file));
}
