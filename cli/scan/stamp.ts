import type { Stats } from 'node:fs';

/** Milliseconds; the coarsest clock of a file system in use (FAT's) ticks in two seconds. */
const COARSEST_TICK = 2000;

/**
 * What changes whenever a file's content does: its path, size, times and inode. The time of change can't be set
 * back as that of modification can. A file that changed within the last tick may change again within the same
 * one, so it has no stamp yet.
 */
export function stampOf(location: string, stats: Stats, now = Date.now()): string | undefined {
  const { size, mtimeMs, ctimeMs, ino, dev } = stats;
  if (!stats.isFile() || Math.max(mtimeMs, ctimeMs) > now - COARSEST_TICK) return undefined;
  return `${location}\0${size} ${mtimeMs} ${ctimeMs} ${ino} ${dev}`;
}
