import * as path from 'node:path';
import { startSidecar } from '../../sidecar/connect';
import type { Launch } from './supervisor';

/** Starts the sidecar of this installation with the Node that VS Code itself runs on. */
export function sidecarLauncher(extensionPath: string): Launch {
  return (onLog) =>
    startSidecar({
      script: path.join(extensionPath, 'dist', 'sidecar.mjs'),
      execPath: process.execPath,
      onLog,
    });
}
