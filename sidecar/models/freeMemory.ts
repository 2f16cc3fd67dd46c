import os from 'node:os';
import process from 'node:process';

/**
 * Of all memory, what a program on macOS may count on. The free memory that the system reports there leaves out
 * what it holds for files and would give back, which is most of it: on a healthy machine next to nothing is free.
 */
const MACOS_SHARE = 0.75;

/**
 * Main memory in bytes that a new model may take. Under a container's limit, its file cache does not count as
 * taken: the system gives that back.
 */
export function freeRam(platform: NodeJS.Platform = process.platform): number {
  if (platform === 'darwin') return os.totalmem() * MACOS_SHARE;
  const free = os.freemem();
  // 0 or 2^64-1 where there is no limit.
  const limit = process.constrainedMemory();
  return limit > 0 && limit < os.totalmem() ? Math.min(free, limit - process.memoryUsage.rss()) : free;
}
