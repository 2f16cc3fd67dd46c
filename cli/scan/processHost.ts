import { statSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../node/cacheFolder';
import type { ScanHost } from './host';

/** A scan's host in a process of its own; `folder` is the bundle's. */
export function scanHost(folder: string): ScanHost {
  const workerScript = path.join(folder, 'scanWorker.js');
  return {
    workerScript,
    build: buildOf(workerScript),
    assets: path.join(folder, 'assets'),
    cacheFolder: path.join(cacheFolder(), 'counts'),
    ...(process.stderr.isTTY ? { status: showStatus } : {}),
    onInterrupt(listener) {
      process.once('SIGINT', listener);
      return () => process.off('SIGINT', listener);
    },
  };
}

function buildOf(script: string): string {
  const stats = statSync(script, { throwIfNoEntry: false });
  return stats ? `${stats.size} ${stats.mtimeMs}` : '';
}

/** Erases the line and writes it anew, cut to the terminal's width so that it stays one line. */
function showStatus(line: string): void {
  process.stderr.write(`\r\u001b[2K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
}
