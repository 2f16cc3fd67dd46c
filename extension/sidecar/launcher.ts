import * as path from 'node:path';
import { startSidecar, type SidecarExit } from '../../sidecar/connect';
import type { LogLevel } from '../../sidecar/protocol';
import type { Launch } from './supervisor';

/** Starts the sidecar of this installation with the Node that VS Code itself runs on. */
export function sidecarLauncher(extensionPath: string, logLevel: () => LogLevel): Launch {
  return async (onLog) => {
    const sidecar = await startSidecar({
      scriptPath: path.join(extensionPath, 'dist', 'sidecar.mjs'),
      logLevel: logLevel(),
      onLog,
    });
    return {
      pid: sidecar.process.pid ?? 0,
      connection: sidecar.connection,
      onExit: (listener) => void sidecar.onExit.then((exit) => listener(reason(exit))),
      dispose: () => sidecar.dispose(),
    };
  };
}

function reason({ code, signal }: SidecarExit): string {
  return signal === null ? `exit code ${code ?? '?'}` : `killed by ${signal}`;
}
