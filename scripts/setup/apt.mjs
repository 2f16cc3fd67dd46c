import { say } from '../lib/log.mjs';
import { run, which } from '../lib/run.mjs';

let updated = false;

/** True when this process may install Debian packages without asking anyone. */
export function canInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && which('apt-get') !== undefined;
}

/** Installs Debian packages when this process may; returns whether that succeeded, and says why if not. */
export async function aptInstall(packages) {
  if (!canInstall()) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say(`Installing ${packages.join(', ')} with apt-get…`);
  try {
    if (!updated) await run('apt-get', ['update', '-qq'], { env });
    updated = true;
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
    return true;
  } catch (error) {
    say(`That did not work: ${error.message}`);
    return false;
  }
}
