import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { atExit } from '../lib/cleanup.mjs';
import { timed } from '../lib/log.mjs';
import { cacheFolder } from '../lib/paths.mjs';
import { npm } from '../lib/run.mjs';
import { chosenVersion } from '../vscode/versions.mjs';
import { rmSync } from 'node:fs';

/** Parts of code-server that no test and no trial of the extension uses: half of its size. */
const unused = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@devcontainers',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
];

/**
 * Installs VS Code's own web server from npm packages into the cache folder, unless it is there.
 *
 * @returns {Promise<{ version: string, node: string, main: string }>} VS Code's version, the Node to run it
 *   with, and the server's main module
 */
export async function ensureVsCode(version = chosenVersion()) {
  const folder = path.join(cacheFolder, `vscode-${version.vscode}`);
  if (!existsSync(folder)) {
    await timed(`Installing VS Code ${version.vscode} (code-server ${version.codeServer})`, () =>
      install(version, folder),
    );
  }
  const ownNode = path.join(folder, 'node_modules', nodePackage(), 'bin/node');
  return {
    version: version.vscode,
    node: fits(version) ? process.execPath : ownNode,
    main: path.join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}

/** Installs beside the final place and renames: a broken-off install leaves nothing that looks complete. */
async function install(version, folder) {
  await mkdir(cacheFolder, { recursive: true });
  const temporary = await mkdtemp(path.join(cacheFolder, 'installing-'));
  const forget = atExit(() => rmSync(temporary, { recursive: true, force: true }));
  const server = path.join(temporary, 'node_modules/code-server/lib/vscode');
  const flags = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'];
  const packages = [`code-server@${version.codeServer}`];
  if (!fits(version)) packages.push(`${nodePackage()}@${version.node}`);

  await writeFile(path.join(temporary, 'package.json'), '{"private":true}');
  await npm(['install', ...flags, '--no-package-lock', ...packages], { cwd: temporary });
  // Its dependencies are pinned by shrinkwrap files; the second folder is TypeScript for the built-in features.
  await npm(['install', ...flags], { cwd: server });
  await npm(['install', ...flags], { cwd: path.join(server, 'extensions') });
  await Promise.all(unused.map((part) => rm(path.join(server, part), { recursive: true, force: true })));

  await rename(temporary, folder).catch((error) => {
    // Another process was faster: its install is as good.
    if (!existsSync(folder)) throw error;
  });
  await rm(temporary, { recursive: true, force: true });
  forget();
}

const major = (version) => Number(version.replace(/^v/, '').split('.')[0]);
const fits = (version) => major(process.version) === major(version.node);

function nodePackage() {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    throw new Error(
      `code-server cannot be installed on ${process.platform}-${process.arch} by this script: use VS Code itself (VSCODE_EXE).`,
    );
  }
  return `node-linux-${process.arch}`;
}
