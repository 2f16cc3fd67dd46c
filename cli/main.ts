/** The process around the commands: standard streams, the folder of the bundle, the exit code. */
import { once } from 'node:events';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { assetsFrom } from './assets';
import { confirm } from './confirm';
import type { Host } from './host';
import { run } from './run';
import { scanHost } from './scan/processHost';

const folder = path.dirname(fileURLToPath(import.meta.url));

const host: Host = {
  async out(text) {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  },
  message: (line) => process.stderr.write(`${line}\n`),
  readInput: () => buffer(process.stdin),
  compileQuickly: () => setFlagsFromString('--liftoff-only'),
  loadAsset: assetsFrom(path.join(folder, 'assets')),
  sidecarScript: path.join(folder, 'sidecar.mjs'),
  scan: scanHost(folder),
  ...(process.stdin.isTTY && process.stderr.isTTY ? { confirm } : {}),
};

// `tokoscope … | head` closes the pipe early, which is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
process.exitCode = await run(process.argv.slice(2), host);
