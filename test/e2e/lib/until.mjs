import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats `probe` until it gives something true, and returns that. Throws, naming `what`, after `timeout` ms. */
export async function until(what, probe, { timeout = 15_000, every = 100 } = {}) {
  const end = performance.now() + timeout;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (performance.now() > end) throw new Error(`Waited ${timeout / 1000} s in vain for ${what}`);
    await sleep(every);
  }
}
