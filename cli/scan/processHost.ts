import path from 'node:path';
import { cacheFolder } from '../../node/cacheFolder';
import type { ScanHost } from './host';

/** A scan's host in a process of its own; `folder` is the bundle's. */
export function scanHost(folder: string): ScanHost {
  return {
    workerScript: path.join(folder, 'scanWorker.js'),
    assets: path.join(folder, 'assets'),
    cacheFolder: path.join(cacheFolder(), 'counts'),
    ...(process.stderr.isTTY ? { status: showStatus } : {}),
    onInterrupt(listener) {
      process.once('SIGINT', listener);
      return () => process.off('SIGINT', listener);
    },
  };
}

/** Erases the line and writes it anew, cut to the terminal's width so that it stays one line. */
function showStatus(line: string): void {
  process.stderr.write(`\r\u001b[2K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
}
