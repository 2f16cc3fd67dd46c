import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CompletionModel } from '../../../sidecar/completion/complete';
import { Drafter } from '../../../sidecar/drafts/drafter';
import { RecyclingSource } from '../../../sidecar/drafts/recycling';
import { UnitSource } from '../../../sidecar/drafts/units/unitSource';
import { DelegatingEngine } from '../../../sidecar/engine/delegatingEngine';
import type { Aside, Engine, EvaluateOptions, TokenId } from '../../../sidecar/engine/engine';
import { IDLE_LIMITS, type IdleLimits } from '../../../sidecar/server/idleReader';
import { Learner } from '../../../sidecar/server/learner';
import { TaskQueue } from '../../../sidecar/server/queue';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { requestOf } from '../draftSources/lib/requests';
import { never, openEngine } from './lib/openEngine';

const CODE = 'def parse(stream, limit=1024):\n    fields = {}\n    for line in stream:\n        yield line\n';
const QUICK: IdleLimits = { quietMs: 10, tokens: 4096, ms: 20_000 };
const GREEDY = { temperature: 0, seed: 0 };

/** The same model, sure of what comes next in what it reads: a model of random weights never is. */
class SureEngine extends DelegatingEngine {
  /** Called before each reading, and with each position shown. */
  onRead: () => void = () => undefined;
  override readonly aside: Aside;
  /** Tokens of each reading that came to its end. */
  readonly readings: (readonly TokenId[])[] = [];

  constructor(inner: Engine) {
    super(inner);
    const { aside } = inner;
    if (!aside) throw new Error('this engine can’t read beside its cache');
    this.aside = {
      get room() {
        return aside.room;
      },
      evaluate: async (tokens, options) => {
        this.onRead();
        await aside.evaluate(tokens, { ...options, read: this.#sure(tokens, options.read) });
        this.readings.push(tokens);
      },
    };
  }

  #sure(tokens: readonly TokenId[], read: EvaluateOptions['read']): EvaluateOptions['read'] {
    return (at, logits) => {
      this.onRead();
      const next = tokens[at + 1];
      read(
        at,
        logits.map((logit, id) => (id === next ? logit + 1000 : logit)),
      );
    };
  }
}

let inner: Engine;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tokoscope-idle-'));
  vi.stubEnv('TOKOSCOPE_CACHE', folder);
  inner = (await openEngine(tinyModel({ newlines: true }), {}, 'direct')).engine;
  vi.stubEnv('TOKOSCOPE_CACHE', folder);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});
beforeEach(() => inner.rollback({ length: 0 }));

function setUp(limits = QUICK, engine = new SureEngine(inner)) {
  const units = new UnitSource(engine);
  const recycling = new RecyclingSource(engine);
  const model = {
    engine,
    drafter: new Drafter([units, recycling]),
  } satisfies Partial<CompletionModel> as unknown as CompletionModel;
  const queue = new TaskQueue();
  const stop = new AbortController();
  const notes: string[] = [];
  const learner = new Learner({
    loaded: () => model,
    whenFree: (task) => queue.run(stop.signal, task),
    stopping: stop.signal,
    note: (message) => notes.push(message),
    limits,
  });
  onTestFinished(() => stop.abort());
  const save = (name: string, text: string, workspace = ''): void => learner.add({ workspace, name, text });
  /** As the server answers a request. */
  const request = async <T>(task: () => Promise<T>): Promise<T> => {
    learner.pause();
    try {
      return await queue.run(never, task);
    } finally {
      learner.pause();
    }
  };
  return { engine, model, units, recycling, learner, queue, notes, stop, save, request };
}

const readTimes = (engine: SureEngine, times: number) =>
  vi.waitUntil(() => engine.readings.length >= times, { timeout: 30_000, interval: 5 });

describe('reading when idle', () => {
  it('learns units that are then drafted, and right', async () => {
    const { engine, units, recycling, save } = setUp();
    const tokens = engine.vocabulary.tokenize(CODE);
    save('a.py', CODE);
    await vi.waitUntil(() => units.knows({ workspace: '', name: 'a.py', tokens }), { timeout: 30_000 });
    for (const source of [units, recycling]) {
      let drafted = 0;
      let right = 0;
      for (let cut = 2; cut < tokens.length; cut++) {
        source.begin(requestOf(tokens.slice(0, cut), { workspace: '' }));
        const draft = source.propose(4)?.tokens ?? [];
        drafted += draft.length;
        right += draft.filter((token, i) => token === tokens[cut + i]).length;
      }
      expect(drafted).toBeGreaterThan(10);
      expect(right / drafted).toBeGreaterThan(0.6);
    }
  });

  it('reads each content once, the latest file first', async () => {
    const { engine, save, learner, queue } = setUp({ ...QUICK, quietMs: 50 });
    const [a, b] = [`# a\n${CODE}`, `# b\n${CODE}`];
    save('a.py', a);
    save('b.py', b);
    save('a.py', a);
    save('', 'an accepted completion, which the model was watched at');
    await readTimes(engine, 2);
    await new Promise((resolve) => setTimeout(resolve, 150));
    save('b.py', b);
    await learner.drain();
    await new Promise((resolve) => setTimeout(resolve, 150));
    await queue.idle();
    const expected = [a, b].map((text) => engine.vocabulary.tokenize(text));
    expect(engine.readings).toEqual(expected);
    save('b.py', `${b}x = 1\n`);
    await readTimes(engine, 3);
  });

  it('leaves the cache to the next request', async () => {
    const { engine, save, request } = setUp();
    const prompt = engine.vocabulary.tokenize(CODE.repeat(3));
    const write = () =>
      request(async () => {
        const { reused } = await engine.sync(prompt, never);
        const tokens = prompt.slice(-1);
        while (tokens.length < 12) tokens.push(...(await engine.step(tokens.slice(-1), [], GREEDY)).tokens);
        await engine.rollback({ length: prompt.length - 1 });
        return { reused, tokens };
      });
    const first = await write();
    save('a.py', CODE.repeat(20));
    await readTimes(engine, 1);
    expect(await write()).toEqual({ ...first, reused: prompt.length - 1 });
  });

  it('a request that arrives is answered at once, and the text is read on later', async () => {
    const { engine, units, save, request, learner } = setUp();
    const text = CODE.repeat(20);
    const tokens = engine.vocabulary.tokenize(text);
    let shown = 0;
    let answered = -1;
    engine.onRead = () => {
      if (++shown === 400) void request(() => Promise.resolve((answered = shown)));
    };
    save('a.py', text);
    await vi.waitUntil(() => answered >= 0, { timeout: 30_000 });
    // What is evaluated in one go is shown to its end: 64 positions.
    expect(answered).toBeLessThan(400 + 64);
    await vi.waitUntil(() => units.knows({ workspace: '', name: 'a.py', tokens }), { timeout: 30_000 });
    expect(engine.readings.at(-1)!.length).toBeLessThan(tokens.length);
    await learner.drain();
  });

  it('a request at any moment ends the reading, which comes to its end afterwards', async () => {
    const text = CODE.repeat(6);
    for (let moment = 1; moment <= 260; moment += 37) {
      const { engine, units, save, request, notes } = setUp();
      const tokens = engine.vocabulary.tokenize(text);
      let at = 0;
      let reused: number | undefined;
      const prompt = tokens.slice(0, 60);
      await engine.sync(prompt, never);
      engine.onRead = () => {
        if (++at !== moment) return;
        void request(async () => {
          reused = (await engine.sync(prompt, never)).reused;
        });
      };
      save('a.py', text);
      await vi.waitUntil(() => units.knows({ workspace: '', name: 'a.py', tokens }), { timeout: 30_000 });
      if (moment <= at) expect(reused).toBe(prompt.length - 1);
      expect(notes).toEqual([]);
    }
  });

  it('a text that can never be begun is left after some tries, a failing engine at once', async () => {
    const { engine, save, learner, notes } = setUp();
    let tries = 0;
    engine.onRead = () => {
      tries++;
      learner.pause();
    };
    save('a.py', CODE);
    await vi.waitUntil(() => tries >= 3, { timeout: 10_000 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(tries).toBe(3);
    expect(notes).toEqual([]);
    engine.onRead = () => {
      throw new Error('out of memory');
    };
    save('b.py', CODE);
    await vi.waitUntil(() => notes.length > 0, { timeout: 10_000 });
    engine.onRead = () => tries++;
    learner.pause();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(notes).toEqual(['Reading when idle failed: out of memory']);
    expect(tries).toBe(3);
  });

  it('is modest: so many tokens in a quiet time, and no more before somebody works again', async () => {
    const { engine, save, learner, queue } = setUp({ ...QUICK, tokens: 600 });
    save('a.py', CODE.repeat(40));
    await vi.waitUntil(() => engine.readings.length > 0, { timeout: 30_000 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await queue.idle();
    const sum = (): number => engine.readings.reduce((total, { length }) => total + length, 0);
    expect(sum()).toBeGreaterThan(600 - 128);
    expect(sum()).toBeLessThanOrEqual(600);
    const before = sum();
    learner.pause();
    await vi.waitUntil(() => sum() > before, { timeout: 30_000 });
    expect(IDLE_LIMITS).toEqual({ quietMs: 5000, tokens: 4096, ms: 20_000 });
  });

  it('is bounded in time, and goes on in the next quiet time', async () => {
    const { engine, units, save, learner } = setUp({ ...QUICK, ms: 1 });
    const text = CODE.repeat(20);
    const tokens = engine.vocabulary.tokenize(text);
    save('a.py', text);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(engine.readings.length).toBe(0);
    const knows = (): boolean => units.knows({ workspace: '', name: 'a.py', tokens });
    expect(knows()).toBe(false);
    for (let i = 0; i < 200 && !knows(); i++) {
      learner.pause();
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect(knows()).toBe(true);
  });

  it('ends with the process, and with drafts that are turned off', async () => {
    const { engine, save, stop, model, learner, queue, request } = setUp();
    save('a.py', CODE.repeat(20));
    await vi.waitUntil(() => queue.idle().then(() => engine.readings.length > 0), { timeout: 30_000 });
    save('b.py', CODE.repeat(21));
    save('c.py', CODE.repeat(22));
    // By its turn, the first is learned and waits to be read, the second waits to be learned.
    await request(() => learner.prepare(model, { drafts: 'off', workspace: 'w' }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(engine.readings).toHaveLength(1);
    save('d.py', CODE.repeat(23));
    stop.abort(new Error('shutting down'));
    learner.pause();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(engine.readings).toHaveLength(1);
    await model.drafter.dispose();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('an engine with one sequence alone does not read', async () => {
    const engine = new SureEngine(inner);
    Object.defineProperty(engine, 'aside', { value: undefined });
    const { save, queue, notes } = setUp(QUICK, engine);
    save('a.py', CODE);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await queue.idle();
    expect(engine.readings).toEqual([]);
    expect(notes).toEqual([]);
  });
});
