import os from 'node:os';

/** Beyond this, threads of one small model wait for each other more than they compute. */
const MOST = 16;

/**
 * CPU threads to use: those asked for, at most the cores there are; by default all cores but one, which is the
 * editor's. More threads than cores make llama.cpp slower by orders of magnitude.
 */
export function threadCount(asked: number, cores = os.availableParallelism()): number {
  if (asked > 0) return Math.min(Math.floor(asked), Math.max(1, cores));
  return Math.min(MOST, Math.max(1, cores - 1));
}
