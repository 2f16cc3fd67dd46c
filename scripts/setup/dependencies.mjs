import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { timed } from '../lib/log.mjs';
import { root } from '../lib/paths.mjs';
import { npm } from '../lib/run.mjs';

const lock = path.join(root, 'package-lock.json');
/** npm writes this file last, so that its presence means a complete install. */
const installed = path.join(root, 'node_modules/.package-lock.json');
const stamp = path.join(root, 'node_modules/.tokoscope-lock');

/** Runs `npm ci` when node_modules is missing or does not belong to package-lock.json. Uses no dependency. */
export async function ensureDependencies() {
  const hash = createHash('sha256')
    .update(await readFile(lock))
    .digest('hex');
  if (existsSync(installed)) {
    if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return;
    // Installed by hand since the lock was written: a later lock would be newer.
    if (statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return writeFile(stamp, hash);
  }
  await timed('Installing the dependencies (npm ci)', () => npm(['ci'], { cwd: root }));
  await writeFile(stamp, hash);
}
