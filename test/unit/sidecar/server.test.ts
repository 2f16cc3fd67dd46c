import { describe, expect, it } from 'vitest';
import { cancelled } from '../../../sidecar/errors';
import type { CompletionModel } from '../../../sidecar/completion/complete';
import { Drafter } from '../../../sidecar/drafts/drafter';
import type { ModelSpec } from '../../../sidecar/protocol';
import { LatestOnly } from '../../../sidecar/server/latest';
import { ModelHost } from '../../../sidecar/server/modelHost';
import { orAbort, TaskQueue } from '../../../sidecar/server/queue';
import { never } from './lib/openEngine';

/** A promise to settle from outside. */
function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

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

describe('the loaded model', () => {
  const spec: ModelSpec = { model: '/a', gpu: 'cpu', contextSize: 0, gpuLayers: 'auto', threads: 0 };

  function setUp() {
    const log: string[] = [];
    const loads: ReturnType<typeof deferred<undefined>>[] = [];
    const host = new ModelHost(
      async ({ model }, signal) => {
        log.push(`load ${model}`);
        const load = deferred<undefined>();
        loads.push(load);
        await orAbort(load.promise, signal);
        const dispose = (): Promise<void> => {
          log.push(`free ${model}`);
          return Promise.resolve();
        };
        return { engine: { dispose }, drafter: new Drafter([]) } as unknown as CompletionModel;
      },
      () => undefined,
    );
    return { host, log, loads };
  }
  const turns = () => new Promise((resolve) => setTimeout(resolve, 5));

  it('is loaded once for equal specifications', async () => {
    const { host, log, loads } = setUp();
    const both = [host.get(spec), host.get({ ...spec })];
    await turns();
    loads[0]!.resolve(undefined);
    const [first, second] = await Promise.all(both);
    expect(first).toBe(second);
    expect(log).toEqual(['load /a']);
  });

  it('makes room for another before that is loaded', async () => {
    const { host, log, loads } = setUp();
    const first = host.get(spec);
    await turns();
    loads[0]!.resolve(undefined);
    await first;
    void host.get({ ...spec, model: '/b' });
    await turns();
    expect(log).toEqual(['load /a', 'free /a', 'load /b']);
  });

  it('stops a load that nobody wants any more', async () => {
    const { host, log, loads } = setUp();
    const first = host.get(spec);
    await turns();
    const second = host.get({ ...spec, threads: 1 });
    await expect(first).rejects.toThrow('The model was unloaded.');
    await turns();
    loads[1]!.resolve(undefined);
    await second;
    expect(log).toEqual(['load /a', 'load /a']);
  });

  it('is tried again after a failure', async () => {
    const { host, log, loads } = setUp();
    const first = host.get(spec);
    await turns();
    loads[0]!.reject(new Error('no'));
    await expect(first).rejects.toThrow('no');
    void host.get(spec);
    await turns();
    expect(log).toEqual(['load /a', 'load /a']);
  });
});
