/**
 * `npm start [-- FOLDER] [--port N] [--no-open]`: opens a real VS Code with Tokoscope and a folder of yours, or
 * a sample workspace. A desktop VS Code is used where there is one; otherwise VS Code's web server runs until
 * Ctrl+C, and its address is printed.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { temporaryFolder } from './lib/cleanup.mjs';
import { say, timed } from './lib/log.mjs';
import { root } from './lib/paths.mjs';
import { which } from './lib/run.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { copySampleWorkspace } from './testing/workspace.mjs';
import { findDesktopCode, openDesktop } from './vscode/desktop.mjs';

const COMPLETION =
  'Completion works with the tiny model that ships; Tokoscope: Choose Model offers larger ones.';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string', default: '3000' }, 'no-open': { type: 'boolean', default: false } },
});

await ensureDependencies();
const temporary = await temporaryFolder('start');
const own = positionals[0];
const workspace = own ? path.resolve(own) : await copySampleWorkspace(path.join(temporary.path, 'sample'));
const session = {
  workspace,
  openFile: own ? undefined : path.join(workspace, 'src/ledger.ts'),
  // The sample is ours and may be trusted; about a folder of yours VS Code asks, and completion waits for it.
  trust: !own,
};

const code = findDesktopCode();
if (code) await openOnDesktop();
else await openInBrowser();

async function openOnDesktop() {
  const { build } = await import('./build.mjs');
  await timed('Building', () => build());
  describe(`Tokoscope is open in VS Code (${code}). Close its window or press Ctrl+C to end.`);
  await openDesktop({ ...session, code, extensionPath: root, profile: temporary.path });
  process.exit(0);
}

async function openInBrowser() {
  const { ensureVsCode } = await import('./setup/vscode.mjs');
  const { packageExtension } = await import('./package/package.mjs');
  const { startServer } = await import('./vscode/server.mjs');
  const vscode = await ensureVsCode();
  const { file } = await timed('Packaging', () => packageExtension({ folder: temporary.path }));
  const server = await startServer({ vscode, port: await choosePort(), vsix: [file], trust: session.trust });
  const url = server.url({ folder: workspace, openFile: session.openFile });
  describe(`Tokoscope is open in VS Code ${vscode.version}, at\n\n  ${url}\n\nPress Ctrl+C to end.`);
  if (!values['no-open']) openUrl(url);
}

/** The wanted port when it is free; any other unless it was asked for. */
async function choosePort() {
  const { freePort } = await import('./lib/port.mjs');
  const wanted = Number(values.port);
  const asked = process.argv.some((argument) => argument.startsWith('--port'));
  return asked ? wanted : freePort(wanted).catch(() => 0);
}

function describe(text) {
  console.log(`\n${text}\n\nWorkspace: ${workspace}\n${COMPLETION}`);
  if (own) console.log('VS Code asks whether you trust the folder; completion starts when you do.');
}

/** Shows the address in the user's browser where there is a desktop. */
function openUrl(url) {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform] ?? 'xdg-open';
  const desktop = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!desktop || !which(opener)) return;
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', (error) => say(`The browser did not open: ${error.message}`))
    .unref();
}
