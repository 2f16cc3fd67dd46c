import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { URLSearchParams } from 'node:url';
import { endable, temporaryFolder } from '../lib/cleanup.mjs';
import { freePort } from '../lib/port.mjs';
import { run } from '../lib/run.mjs';
import { quietSettings } from './settings.mjs';

const host = '127.0.0.1';

/**
 * Starts VS Code's web server with a profile of its own, which `close` removes.
 *
 * @param {object} options
 * @param {{ node: string, main: string }} options.vscode  from `ensureVsCode`
 * @param {number} [options.port]  0: any free one
 * @param {string[]} [options.vsix]  packages to install
 * @param {object} [options.settings]  user settings beside `quietSettings`
 * @param {object} [options.machineSettings]  settings of machine scope, which a remote window reads elsewhere
 * @param {object} [options.env]  environment for the server and the extension host
 * @param {boolean} [options.testDriver]  allow extensions in development and extension tests
 * @param {boolean} [options.trust]  false: ask whether the workspace is trusted, as the product does
 * @returns {Promise<{ port: number, log: string, settingsFile: string, url: (o: object) => string, close: () => Promise<void> }>}
 */
export async function startServer({
  vscode,
  port: wanted,
  vsix = [],
  settings,
  machineSettings = {},
  env,
  testDriver,
  trust = true,
}) {
  const port = await freePort(wanted);
  const profile = await temporaryFolder('vscode');
  const data = path.join(profile.path, 'data');
  const common = ['--server-data-dir', data, '--extensions-dir', path.join(profile.path, 'extensions')];
  common.push('--accept-server-license-terms', '--telemetry-level', 'off');
  const environment = serverEnvironment(profile.path, env);

  const settingsFile = path.join(data, 'data/User/settings.json');
  await mkdir(path.dirname(settingsFile), { recursive: true });
  await writeFile(settingsFile, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  const machineFile = path.join(data, 'data/Machine/settings.json');
  await mkdir(path.dirname(machineFile), { recursive: true });
  await writeFile(machineFile, JSON.stringify(machineSettings, undefined, 2));
  for (const file of vsix) {
    await run(vscode.node, [vscode.main, ...common, '--install-extension', file], { env: environment });
  }

  const flags = ['--host', host, '--port', String(port), '--without-connection-token'];
  if (testDriver) flags.push('--enable-smoke-test-driver');
  if (trust) flags.push('--disable-workspace-trust');
  const log = path.join(profile.path, 'server.log');
  const output = openSync(log, 'w');
  const child = spawn(vscode.node, [vscode.main, ...flags, ...common], {
    env: environment,
    stdio: ['ignore', output, output],
    detached: true,
  });
  const end = endable(child);
  const close = async () => {
    await end();
    profile.remove();
  };
  try {
    await answering(port, child, log);
  } catch (error) {
    await close();
    throw error;
  }
  return { port, log, settingsFile, url: (options) => workbenchUrl(port, options), close };
}

function serverEnvironment(folder, extra) {
  const env = {
    ...process.env,
    // Its sockets would pile up in the system's folder.
    TMPDIR: folder,
    // No marketplace: nothing is asked of the network.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    ...extra,
  };
  // Left by a surrounding VS Code terminal, these would lead back into that one.
  for (const name of ['NODE_OPTIONS', 'VSCODE_IPC_HOOK_CLI', 'ELECTRON_RUN_AS_NODE']) delete env[name];
  return env;
}

async function answering(port, child, log) {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`http://${host}:${port}/`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`VS Code's server did not start:\n${(await readFile(log, 'utf8')).slice(0, 3000)}`);
}

/** The address of a workbench. `payload` are pairs that the workbench reads; paths in it need the remote's scheme. */
function workbenchUrl(port, { folder, openFile, extensionPath, testsPath }) {
  const remote = (file) => `vscode-remote://${host}:${port}${file}`;
  const payload = [['skipWelcome', 'true']];
  if (extensionPath) payload.push(['extensionDevelopmentPath', remote(extensionPath)]);
  if (testsPath) payload.push(['extensionTestsPath', remote(testsPath)]);
  if (openFile) payload.push(['openFile', remote(openFile)]);
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  return `http://${host}:${port}/?${query}`;
}
