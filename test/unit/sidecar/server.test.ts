import { describe, expect, it } from 'vitest';
import { cancelled } from '../../../sidecar/errors';
import { LatestOnly } from '../../../sidecar/server/latest';
import { orAbort, TaskQueue } from '../../../sidecar/server/queue';
import { deferred } from './lib/deferred';
import { never } from './lib/openEngine';

describe('the queue', () => {
  it('runs one task at a time, in order, also after a failure', async () => {
    const queue = new TaskQueue();
    const log: string[] = [];
    const task = (name: string, fails = false) =>
      queue.run(never, async () => {
        log.push(`${name} starts`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        log.push(`${name} ends`);
        if (fails) throw new Error(name);
      });
    const results = await Promise.allSettled([task('a'), task('b', true), task('c')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  });

  it('answers at once for a task that is cancelled while it waits, and never starts it', async () => {
    const queue = new TaskQueue();
    const first = deferred<undefined>();
    const running = queue.run(never, () => first.promise);
    const abort = new AbortController();
    let started = false;
    const waiting = queue.run(abort.signal, () => {
      started = true;
      return Promise.resolve();
    });
    abort.abort(cancelled('no more'));
    await expect(waiting).rejects.toThrow('no more');
    first.resolve(undefined);
    await running;
    await queue.idle();
    expect(started).toBe(false);
  });

  it('leaves a promise alone when nothing aborts', async () => {
    await expect(orAbort(Promise.resolve(1), never)).resolves.toBe(1);
    await expect(orAbort(Promise.reject(new Error('x')), never)).rejects.toThrow('x');
  });
});

describe('the newest request of a document', () => {
  it('cancels the one before, and no other document’s', async () => {
    const latest = new LatestOnly();
    const task = (signal: AbortSignal) => orAbort(new Promise<never>(() => undefined), signal);
    const old = latest.run('a', never, task);
    const other = deferred<number>();
    const otherRun = latest.run('b', never, (signal) => orAbort(other.promise, signal));
    const newer = latest.run('a', never, () => Promise.resolve(2));
    await expect(old).rejects.toThrow('A newer request for this document replaced this one.');
    await expect(newer).resolves.toBe(2);
    other.resolve(3);
    await expect(otherRun).resolves.toBe(3);
  });
});
