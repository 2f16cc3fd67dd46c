/** The packages that benches and checks compare with. They are no dependencies: a build never needs them. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { timed } from '../../../scripts/lib/log.mjs';
import { npm } from '../../../scripts/lib/run.mjs';

export const peersFolder = import.meta.dirname;

/** Runs `npm ci` in this folder when what is installed does not belong to its package-lock.json. */
export async function ensurePeers() {
  const lock = await readFile(path.join(peersFolder, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  const stamp = path.join(peersFolder, 'node_modules', '.tokoscope-lock');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return;
  await timed('Installing the packages to compare with (npm ci)', () => npm(['ci'], { cwd: peersFolder }));
  await writeFile(stamp, hash);
}
