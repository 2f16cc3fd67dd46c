import { ResponseError } from 'vscode-jsonrpc/node.js';
import { startSidecar } from '../sidecar/connect';
import { LoadProgressNotification } from '../sidecar/protocol';
import type { MessageConnection } from 'vscode-jsonrpc/node.js';
import { InputError, reasonOf } from './errors';
import type { Host } from './host';

export interface Connected {
  readonly connection: MessageConnection;
  /** For example "llama.cpp v0.4.0 (node-llama-cpp 3.21.1)". */
  readonly engine: string;
}

/** Runs `work` with an inference process, which ends with it. Its errors become one line for the user. */
export async function withSidecar<T>(
  host: Host,
  verbose: boolean,
  work: (connected: Connected) => Promise<T>,
): Promise<T> {
  const sidecar = await startSidecar({
    scriptPath: host.sidecarScript,
    logLevel: verbose ? 'info' : 'error',
    onLog: (line) => host.message(line),
  });
  try {
    let tenths = 0;
    sidecar.connection.onNotification(LoadProgressNotification, ({ fraction }) => {
      const now = Math.floor(fraction * 10);
      if (verbose && now > tenths) host.message(`Loading the model: ${now * 10} %`);
      tenths = now;
    });
    const ended = sidecar.onExit.then(({ code, signal }): never => {
      throw new Error(`The inference process ended with ${signal ?? `code ${code ?? '?'}`}.`);
    });
    ended.catch(() => undefined);
    return await Promise.race([
      work({ connection: sidecar.connection, engine: sidecar.initialize.engine }),
      ended,
    ]);
  } catch (error) {
    if (error instanceof ResponseError) throw new InputError(reasonOf(error));
    throw error;
  } finally {
    await sidecar.dispose();
  }
}
