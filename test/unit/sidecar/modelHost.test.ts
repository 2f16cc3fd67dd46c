import { beforeEach, describe, expect, it } from 'vitest';
import type { CompletionModel } from '../../../sidecar/completion/complete';
import { SidecarError } from '../../../sidecar/errors';
import { SidecarErrorCode, type ModelSpec } from '../../../sidecar/protocol';
import { LargerModels } from '../../../sidecar/server/largerModels';
import { ModelHost } from '../../../sidecar/server/modelHost';
import { orAbort } from '../../../sidecar/server/queue';
import { deferred, type Deferred } from './lib/deferred';

const spec = (model: string, changes: Partial<ModelSpec> = {}): ModelSpec => ({
  model,
  gpu: 'cpu',
  contextSize: 0,
  gpuLayers: 'auto',
  threads: 0,
  ...changes,
});
const A = spec('a');
const B = spec('b');
const C = spec('c');
const tooLarge = (): SidecarError => new SidecarError(SidecarErrorCode.insufficientMemory, 'Too large.');
/** Until what can go on has gone on. */
const turns = () => new Promise((resolve) => setTimeout(resolve, 5));

let log: string[];
/** Loads under way, by name of the model: the one begun last. */
let loads: Map<string, Deferred<undefined>>;
/** Told before a part of a model is freed; rejects where that fails. */
let freeing: (what: string) => Promise<void>;
let host: ModelHost;

beforeEach(() => {
  log = [];
  loads = new Map();
  freeing = () => Promise.resolve();
  host = new ModelHost(
    async ({ model }, signal, onProgress) => {
      log.push(`load ${model}`);
      onProgress(0.5);
      const load = deferred<undefined>();
      loads.set(model, load);
      await orAbort(load.promise, signal);
      const dispose = (what: string) => async (): Promise<void> => {
        log.push(`free ${what}`);
        await freeing(what);
      };
      const parts = {
        engine: { dispose: dispose(model) },
        drafter: { dispose: dispose(`${model}'s drafts`) },
      };
      return { ...parts, info: { path: model } } as unknown as CompletionModel;
    },
    ({ model }, fraction) => log.push(`${model} ${fraction}`),
  );
});

/** The model once it is loaded. */
async function load(one: ModelSpec): Promise<CompletionModel> {
  const loading = host.get(one);
  await turns();
  loads.get(one.model)?.resolve(undefined);
  return loading;
}
const events = (): string[] => log.splice(0).filter((line) => !/drafts$|0\.5$/.test(line));

describe('a host of models', () => {
  it('loads a model once for equal specifications, and says how far it is', async () => {
    const both = [host.get(A), host.get({ ...A, draftModel: '' })];
    expect(host.peek(A)).toBe('loading');
    await turns();
    loads.get('a')!.resolve(undefined);
    const [first, second] = await Promise.all(both);
    expect(first).toBe(second);
    expect(host.peek(A)).toBe(first);
    expect(log).toEqual(['load a', 'a 0.5']);
  });

  it('holds two, and frees the one used least recently for a third', async () => {
    await load(A);
    await load(B);
    await load(A);
    expect(events()).toEqual(['load a', 'load b']);
    await load(C);
    expect(events()).toEqual(['free b', 'load c']);
    expect([A, B, C].map((one) => host.peek(one) !== undefined)).toEqual([true, false, true]);
  });

  it('frees what a completion no longer names before it loads what it does', async () => {
    host.only(A, B);
    await load(A);
    await load(B);
    host.only(A, C);
    await load(A);
    await load(C);
    host.only(A);
    await turns();
    expect(events()).toEqual(['load a', 'load b', 'free b', 'load c', 'free c']);
    host.only({ ...A, threads: 1 });
    const loading = host.get({ ...A, threads: 1 });
    await turns();
    expect(events()).toEqual(['free a', 'load a']);
    loads.get('a')!.resolve(undefined);
    await loading;
  });

  it('stops a load that nobody wants any more', async () => {
    host.only(A);
    const first = host.get(A);
    await turns();
    host.only(B);
    await expect(first).rejects.toMatchObject({ code: SidecarErrorCode.cancelled });
    await load(B);
    expect(events()).toEqual(['load a', 'load b']);
  });

  it('tries again after a failure', async () => {
    const first = host.get(A);
    await turns();
    loads.get('a')!.reject(new Error('no'));
    await expect(first).rejects.toThrow('no');
    expect(host.peek(A)).toBeUndefined();
    await load(A);
    expect(events()).toEqual(['load a', 'load a']);
  });

  it('names the model that learns: the one that completions come from', async () => {
    expect(host.loaded).toBeUndefined();
    const b = await load(B);
    expect(host.loaded).toBe(b);
    host.only(A, B);
    const loading = host.get(A);
    expect(host.loaded).toBeUndefined();
    await turns();
    loads.get('a')!.resolve(undefined);
    const a = await loading;
    await load(B);
    expect(host.loaded).toBe(a);
  });
});

describe('too little memory', () => {
  /** Asks for a model, which finds too little memory at first. */
  async function short(one: ModelSpec): Promise<{ loading: Promise<CompletionModel> }> {
    const loading = host.get(one);
    loading.catch(() => undefined);
    await turns();
    loads.get(one.model)!.reject(tooLarge());
    await turns();
    return { loading };
  }

  it('costs the model used least recently, and the load goes on once that is gone', async () => {
    await load(A);
    const gone = deferred<undefined>();
    freeing = () => gone.promise;
    const { loading } = await short(B);
    expect(events()).toEqual(['load a', 'load b']);
    expect(log).toEqual([]);
    gone.resolve(undefined);
    await turns();
    expect(events()).toEqual(['free a', 'load b']);
    loads.get('b')!.resolve(undefined);
    expect(await loading).toBe(host.peek(B));
  });

  it('never costs a model that the request needs more', async () => {
    host.only(A, B);
    await load(A);
    const { loading } = await short(B);
    await expect(loading).rejects.toThrow('Too large.');
    expect(events()).toEqual(['load a', 'load b']);
    expect(host.peek(A)).toBeDefined();
  });

  it('costs the larger model where the small one needs its place, even while that loads', async () => {
    const larger = host.get(B);
    larger.catch(() => undefined);
    await turns();
    host.only(A, B);
    const { loading } = await short(A);
    await expect(larger).rejects.toMatchObject({ code: SidecarErrorCode.cancelled });
    loads.get('a')!.resolve(undefined);
    await loading;
    expect(events()).toEqual(['load b', 'load a', 'load a']);
  });

  it('does not cost the model of another request that came meanwhile', async () => {
    host.only(A, B);
    await load(A);
    const larger = host.get(B);
    await turns();
    await load(C);
    loads.get('b')!.reject(tooLarge());
    await expect(larger).rejects.toThrow('Too large.');
    expect(host.peek(C)).toBeDefined();
  });
});

describe('what fails while a model is freed', () => {
  it.each(["a's drafts", 'a'])('%s: all else is freed, and said to who waits', async (bad) => {
    await load(A);
    await load(B);
    freeing = (what) => (what === bad ? Promise.reject(new Error('stuck')) : Promise.resolve());
    await expect(host.release()).rejects.toThrow('stuck');
    expect(log.filter((line) => line.startsWith('free')).sort()).toEqual(
      ['free a', "free a's drafts", 'free b', "free b's drafts"].sort(),
    );
    expect([host.peek(A), host.peek(B), host.loaded]).toEqual([undefined, undefined, undefined]);
    freeing = () => Promise.resolve();
    expect(await load(A)).toBe(host.peek(A));
  });

  it.each(["a's drafts", 'a'])('%s: the model that comes instead is loaded', async (bad) => {
    await load(A);
    freeing = (what) => (what === bad ? Promise.reject(new Error('stuck')) : Promise.resolve());
    host.only(B);
    expect(await load(B)).toBe(host.peek(B));
  });

  it('release waits for what is on its way out, and stops what waits for it', async () => {
    await load(A);
    const gone = deferred<undefined>();
    freeing = () => gone.promise;
    host.only(B);
    const waiting = host.get(B);
    let released = false;
    const releasing = host.release().then(() => (released = true));
    await expect(waiting).rejects.toMatchObject({ code: SidecarErrorCode.cancelled });
    await turns();
    expect(released).toBe(false);
    gone.resolve(undefined);
    await releasing;
    expect(events()).toEqual(['load a', 'free a']);
  });

  it('a model that comes although its load was stopped is freed', async () => {
    let come!: (model: CompletionModel) => void;
    const deaf = new ModelHost(
      () => new Promise((resolve) => (come = resolve)),
      () => undefined,
    );
    const loading = deaf.get(A);
    await turns();
    const released = deaf.release();
    const dispose = (): Promise<void> => {
      log.push('free a');
      return Promise.resolve();
    };
    come({
      engine: { dispose },
      drafter: { dispose: () => Promise.resolve() },
    } as unknown as CompletionModel);
    await Promise.all([loading, released]);
    expect(log).toEqual(['free a']);
    expect(deaf.peek(A)).toBeUndefined();
  });
});

describe('larger models', () => {
  let now: number;
  let warnings: string[];
  let larger: LargerModels;
  beforeEach(() => {
    now = 0;
    warnings = [];
    larger = new LargerModels(
      host,
      (reason) => warnings.push(reason),
      () => now,
    );
    host.only(A, B);
  });

  it('are loaded once when asked to, and say so until they are there', async () => {
    const model = larger.of(B);
    expect(() => model.get()).toThrow('The larger model is still loading.');
    model.prepare();
    model.prepare();
    await turns();
    expect(() => model.get()).toThrow('The larger model is still loading.');
    loads.get('b')!.resolve(undefined);
    await turns();
    expect(model.get()).toBe(host.peek(B));
    model.prepare();
    expect(events()).toEqual(['load b']);
  });

  it('are left alone for a minute after a failure, unless another is named', async () => {
    const model = larger.of(B);
    model.prepare();
    await turns();
    loads.get('b')!.reject(new Error('no such file\nat all'));
    await turns();
    expect(() => model.get()).toThrow('no such file');
    expect(warnings).toEqual(['no such file']);
    now = 59_999;
    model.prepare();
    await turns();
    expect(events()).toEqual(['load b']);
    larger.of(C).prepare();
    await turns();
    expect(events()).toEqual(['load c']);
    loads.get('c')!.reject(new Error('nor this'));
    await turns();
    now += 60_000;
    larger.of(C).prepare();
    await turns();
    expect(events()).toEqual(['load c']);
  });

  it('that were unloaded while they loaded did not fail', async () => {
    const model = larger.of(B);
    model.prepare();
    await turns();
    await host.release();
    await turns();
    expect(warnings).toEqual([]);
    model.prepare();
    await turns();
    expect(events()).toEqual(['load b', 'load b']);
  });

  it('whose engine failed are freed, alone', async () => {
    await load(A);
    await load(B);
    await larger.of(B).failed(new SidecarError(SidecarErrorCode.engineFailed, 'It broke.'));
    expect([host.peek(A) !== undefined, host.peek(B)]).toEqual([true, undefined]);
    expect(() => larger.of(B).get()).toThrow('It broke.');
  });
});
