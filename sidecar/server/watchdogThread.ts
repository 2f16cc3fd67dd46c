import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import type { Watched } from './watchdog';

/** The watchdog's own thread: its program, which watchdog.ts starts. */
const { beats, parent, seconds, orphanSeconds } = workerData as Watched;

let last = -1;
let silent = 0;

// Ticks are counted, not time: what passes while the machine sleeps, or while nothing gets a turn, is no silence.
setInterval(() => {
  const now = Atomics.load(beats, 0);
  silent = now === last ? silent + 1 : 0;
  last = now;
  if (silent < (process.ppid === parent ? seconds : orphanSeconds)) return;
  writeSync(2, `The process did not react for ${silent} seconds, so it was ended.\n`);
  process.kill(process.pid, 'SIGKILL');
}, 1000);
