import os from 'node:os';
import process from 'node:process';

/**
 * Main memory in bytes that a new model may take. Under a container's limit, its file cache does not count as
 * taken: the system gives that back.
 */
export function freeRam(): number {
  const free = os.freemem();
  // 0 or 2^64-1 where there is no limit.
  const limit = process.constrainedMemory();
  return limit > 0 && limit < os.totalmem() ? Math.min(free, limit - process.memoryUsage.rss()) : free;
}
