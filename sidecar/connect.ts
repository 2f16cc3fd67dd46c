import { spawn, type ChildProcess } from 'node:child_process';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Message,
  type MessageConnection,
} from 'vscode-jsonrpc/node.js';
import {
  InitializeRequest,
  PROTOCOL_VERSION,
  ShutdownRequest,
  type InitializeResult,
  type LogLevel,
} from './protocol';

export interface SidecarOptions {
  /** The bundled sidecar, dist/sidecar.mjs. */
  readonly scriptPath: string;
  /** Program that runs it; default: the one that runs this process (Node, or Electron as Node). */
  readonly execPath?: string;
  readonly logLevel?: LogLevel;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Gets each line of the log. */
  readonly onLog?: (line: string) => void;
}

/** How the process ended; both null when it could not be started. */
export interface SidecarExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Sidecar {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  readonly initialize: InitializeResult;
  /** Resolves when the process has ended, for whatever reason. */
  readonly onExit: Promise<SidecarExit>;
  /** Asks the process to end, and ends it if it doesn't within a second. */
  dispose(): Promise<void>;
}

/** Milliseconds that the process has to answer. */
const START_TIMEOUT = 30_000;
const STOP_TIMEOUT = 1000;

/** Starts the sidecar and shakes hands with it; rejects when it can't be started or speaks another protocol. */
export async function startSidecar(options: SidecarOptions): Promise<Sidecar> {
  const child = spawn(options.execPath ?? process.execPath, [options.scriptPath], {
    // Inside VS Code the program is Electron, which is Node only when told so.
    env: { ...process.env, ...options.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let failure: Error | undefined;
  const onExit = new Promise<SidecarExit>((resolve) => {
    child.once('error', (error) => {
      failure = error;
      resolve({ code: null, signal: null });
    });
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const log = forwardLines(child.stderr, options.onLog);
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new QuietWriter(child.stdin),
  );
  // That a dead process can't be written to is no news.
  child.stdin.on('error', () => undefined);
  connection.onError(() => undefined);
  connection.listen();
  const dispose = (): Promise<void> => stop(child, connection, onExit);
  try {
    const initialize = await Promise.race([
      connection.sendRequest(InitializeRequest, {
        protocolVersion: PROTOCOL_VERSION,
        logLevel: options.logLevel ?? 'warn',
      }),
      onExit.then(({ code, signal }): never => {
        const why = failure?.message ?? `it ended with ${signal ?? `code ${code ?? '?'}`}. ${log.last()}`;
        throw new Error(`The inference process did not start: ${why.trim()}`);
      }),
      timeout(START_TIMEOUT, 'The inference process did not answer in time.'),
    ]);
    void onExit.then(() => connection.dispose());
    return { connection, process: child, initialize, onExit, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Loses what a dead process can't read: its exit ends the requests, and says why. */
class QuietWriter extends StreamMessageWriter {
  override async write(message: Message): Promise<void> {
    try {
      await super.write(message);
    } catch {
      // See above.
    }
  }
}

async function stop(
  child: ChildProcess,
  connection: MessageConnection,
  onExit: Promise<SidecarExit>,
): Promise<void> {
  const running = child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  if (running) {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT);
    try {
      connection.sendRequest(ShutdownRequest, null).catch(() => undefined);
    } catch {
      // The connection is closed though the process runs: the timer ends it.
    }
    await onExit;
    clearTimeout(timer);
  }
  connection.dispose();
}

function forwardLines(
  stream: NodeJS.ReadableStream,
  onLine?: (line: string) => void,
): { last: () => string } {
  let rest = '';
  let last = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line !== '') last = line;
      onLine?.(line);
    }
  });
  return { last: () => rest || last };
}

function timeout(ms: number, message: string): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(message)), ms).unref();
  });
}
