import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export interface LaunchOptions {
  /** The program, and a port of this machine that is free. */
  readonly program: string;
  readonly port: number;
  /** All but where it listens. */
  readonly args: readonly string[];
  /** Sees to it that a process ends with this one; returns what ends it now. */
  readonly endable: (child: ChildProcess) => () => Promise<void>;
}

export interface LaunchedServer {
  readonly url: string;
  readonly dispose: () => Promise<void>;
}

/** Milliseconds that the server has to load the model. */
const START = 120_000;

/**
 * Starts a llama-server on this machine, and waits for its model.
 *
 * @throws Error with the last line of its log when it does not start
 */
export async function launchServer({ program, port, args, endable }: LaunchOptions): Promise<LaunchedServer> {
  const child = spawn(program, ['--host', '127.0.0.1', '--port', String(port), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-2000);
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  const dispose = endable(child);
  const url = `http://127.0.0.1:${port}`;
  const ready = await Promise.race([healthy(url), ended.then(() => false)]);
  if (!ready) {
    await dispose();
    throw new Error(`llama-server did not start: ${log.trim().split('\n').at(-1) ?? ''}`);
  }
  return { url, dispose };
}

/** Resolves to true when the model is loaded, to false when that takes too long. */
async function healthy(url: string): Promise<boolean> {
  const end = Date.now() + START;
  while (Date.now() < end) {
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok) return true;
    await sleep(100);
  }
  return false;
}
