import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { endable } from '../lib/cleanup.mjs';
import { which } from '../lib/run.mjs';
import { quietSettings } from './settings.mjs';

/** Path of a desktop VS Code that can show a window here, or undefined. VSCODE_EXE goes before PATH. */
export function findDesktopCode() {
  const windows = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  // As root, VS Code refuses to start without switches that nobody should need.
  if (!windows || process.getuid?.() === 0) return undefined;
  return process.env.VSCODE_EXE ?? ['code', 'code-insiders', 'codium'].map(which).find(Boolean);
}

/** Opens a desktop window with the extension in development and a profile of its own, and waits for its end. */
export async function openDesktop({ code, extensionPath, workspace, openFile, trust, profile, settings }) {
  const user = path.join(profile, 'user-data/User');
  await mkdir(user, { recursive: true });
  await writeFile(
    path.join(user, 'settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }, undefined, 2),
  );
  const args = [`--extensionDevelopmentPath=${extensionPath}`, `--user-data-dir=${path.dirname(user)}`];
  args.push(`--extensions-dir=${path.join(profile, 'extensions')}`, '--new-window', '--wait', workspace);
  if (openFile) args.push(openFile);
  if (trust) args.push('--disable-workspace-trust');
  const windowsScript = process.platform === 'win32';
  const child = spawn(windowsScript ? `"${code}"` : code, args, {
    stdio: 'inherit',
    detached: !windowsScript,
    shell: windowsScript,
  });
  const end = endable(child);
  await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  await end();
}
