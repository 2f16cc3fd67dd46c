import inspector from 'node:inspector';
import { Worker } from 'node:worker_threads';

export interface WatchdogOptions {
  /** Seconds without a turn of the event loop after which the process is ended. */
  readonly seconds: number;
  /** The same where whoever started the process is gone. */
  readonly orphanSeconds: number;
}

/** What the thread is told. */
export interface Watched extends WatchdogOptions {
  /** Grows with each turn of the event loop that comes half a second after the last. */
  readonly beats: Int32Array;
  /** Whoever started the process. */
  readonly parent: number;
}

/** Loading and decoding run in llama.cpp's own threads; what holds up this one for so long never ends. */
const DEFAULTS: WatchdogOptions = { seconds: 60, orphanSeconds: 5 };

/**
 * Ends the process when its event loop stands still: it could neither answer, nor be cancelled, nor notice that nobody
 * is there any more. Whoever started it then sees its end, and may start another. Nothing is watched in a debugger.
 *
 * @param thread the bundled watchdogThread.ts
 */
export function startWatchdog(thread: URL, options: WatchdogOptions = DEFAULTS): void {
  if (inspector.url() !== undefined) return;
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const watched: Watched = { beats, parent: process.ppid, ...options };
  setInterval(() => Atomics.add(beats, 0, 1), 500).unref();
  const worker = new Worker(thread, {
    execArgv: [],
    workerData: watched,
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
  // Without it all works as before.
  worker.on('error', () => undefined);
  worker.unref();
}
