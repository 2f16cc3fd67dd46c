import { existsSync } from 'node:fs';
import { aptInstall } from './apt.mjs';
import { which } from '../lib/run.mjs';

/** Path of a Chromium or Chrome to drive; installs Debian's when there is none and that is allowed. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  // Chromium alone brings no font; without one every picture is empty boxes.
  await aptInstall(['chromium', 'fonts-dejavu-core']);
  const installed = findChromium();
  if (installed) return installed;
  throw new Error('No Chromium or Chrome found: install one, or set CHROMIUM to its path.');
}

function findChromium() {
  if (process.env.CHROMIUM) {
    if (existsSync(process.env.CHROMIUM)) return process.env.CHROMIUM;
    throw new Error(`CHROMIUM names a file that is not there: ${process.env.CHROMIUM}`);
  }
  const application = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return (
    ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(which).find(Boolean) ??
    (existsSync(application) ? application : undefined)
  );
}
