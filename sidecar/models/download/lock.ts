import { readFile, rm, writeFile } from 'node:fs/promises';
import { SidecarError } from '../../errors';
import { SidecarErrorCode } from '../../protocol';

/**
 * Runs `work` while no other process of this machine does it for the same file. A lock whose process is gone does
 * not count; should two processes take over the same one at once, the digest of what they write says so.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  if (!(await take(lock))) {
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (isAlive(owner)) {
      throw new SidecarError(
        SidecarErrorCode.busy,
        `Process ${owner} is fetching ${file} already: wait until it is done.`,
      );
    }
    await rm(lock, { force: true });
    await take(lock);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Our own number in a lock is that of a process before us: this one runs each download once. */
function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
