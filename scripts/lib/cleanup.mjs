import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What must be ended or removed when this process goes, the newest first; synchronous functions. */
const pending = new Set();
let watching = false;

/** Registers `work` for the process's end, however it ends (short of SIGKILL). Returns a function that takes it back. */
export function atExit(work) {
  if (!watching) {
    watching = true;
    process.on('exit', cleanUp);
    for (const [signal, number] of Object.entries({ SIGINT: 2, SIGTERM: 15, SIGHUP: 1 })) {
      process.on(signal, () => process.exit(128 + number));
    }
  }
  pending.add(work);
  return () => pending.delete(work);
}

function cleanUp() {
  for (const work of [...pending].reverse()) {
    try {
      work();
    } catch {
      // The rest must still be cleaned.
    }
  }
  pending.clear();
}

/** A new folder that is removed when the process ends, or earlier by `remove`. */
export async function temporaryFolder(name) {
  const folder = await mkdtemp(path.join(os.tmpdir(), `tokoscope-${name}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const forget = atExit(remove);
  return { path: folder, remove: () => (remove(), void forget()) };
}

/**
 * Ends a process that was started with `detached: true`, and all it started: asks first, insists after 5 s.
 * Until it is called, the end of this process ends it.
 */
export function endable(child) {
  const signal = (name) => {
    try {
      if (process.platform === 'win32') child.kill(name);
      else process.kill(-child.pid, name);
    } catch {
      // It is gone already.
    }
  };
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const forget = atExit(() => signal('SIGKILL'));
  return async () => {
    if (child.exitCode === null && child.signalCode === null) {
      signal('SIGTERM');
      const late = new AbortController();
      await Promise.race([gone, sleep(5000, undefined, { signal: late.signal }).catch(() => {})]);
      late.abort();
    }
    signal('SIGKILL');
    forget();
  };
}
