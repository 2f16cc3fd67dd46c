import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { BatchCounter, CountedFile, Workload } from '../../../language-tokenizers/scan/counter';
import type { Found, FoundFile } from '../../../language-tokenizers/scan/files';
import { type ScanProgress, throttled } from '../../../language-tokenizers/scan/progress';
import { scan } from '../../../language-tokenizers/scan/scan';

const file = (n: number, bytes = 1000): FoundFile => ({ path: `f${n}.c`, location: `/f${n}.c`, bytes });
const counted = (one: FoundFile): CountedFile => ({
  encoding: 'utf-8',
  invalid: 0,
  counts: [one.bytes / 10, 1],
});

/** Answers late and in any order, and notes how much is under way. */
class SlowCounter implements BatchCounter {
  most = 0;
  batches = 0;
  closed = 0;
  private underWay = 0;

  constructor(
    readonly capacity = 3,
    private readonly answer: (one: FoundFile) => CountedFile = counted,
  ) {}

  async count(files: readonly FoundFile[]): Promise<CountedFile[]> {
    this.batches++;
    this.most = Math.max(this.most, ++this.underWay);
    await setTimeout((this.batches * 7) % 5);
    this.underWay--;
    return files.map(this.answer);
  }

  close(): Promise<void> {
    this.closed++;
    return Promise.resolve();
  }
}

function open(counter: BatchCounter, workloads: Workload[] = []) {
  return {
    tokenizers: ['x', 'y'],
    openCounter: (work: Workload) => {
      workloads.push(work);
      return Promise.resolve(counter);
    },
  };
}

describe('a scan', () => {
  it('reports files in the order in which they are found, whatever comes back first', async () => {
    const found: Found[] = Array.from({ length: 3000 }, (_, n) =>
      n % 100 === 3 ? { path: `f${n}.c`, reason: 'why' } : file(n, 100 * (n % 41)),
    );
    const counter = new SlowCounter();
    const workloads: Workload[] = [];
    const result = await scan(found, open(counter, workloads));
    const files = found.filter((one) => 'bytes' in one);
    expect(result.files.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
    expect(result.skipped).toEqual(found.filter((one) => 'reason' in one));
    expect(result.totals).toEqual({
      x: files.reduce((sum, { bytes }) => sum + bytes / 10, 0),
      y: files.length,
    });
    expect(counter).toMatchObject({ most: 3, closed: 1 });
    expect(workloads).toMatchObject([{ isAll: false }]);
  });

  it('finds no more files than there is room for', async () => {
    let taken = 0;
    const source = function* (): Generator<Found> {
      for (; taken < 500; taken++) yield file(taken, 600_000);
    };
    const counter = new SlowCounter(2, (one) => {
      // Five files make the choice of a counter, two batches are under way, and one waits.
      expect(taken - Number(one.path.slice(1, -2))).toBeLessThan(12);
      return counted(one);
    });
    expect((await scan(source(), open(counter))).files).toHaveLength(500);
  });

  it('says all that there is to do when it is little, and opens nothing for nothing', async () => {
    const workloads: Workload[] = [];
    await scan([file(1), file(2)], open(new SlowCounter(), workloads));
    await scan([{ path: 'x', reason: 'y' }], open(new SlowCounter(), workloads));
    expect(workloads).toEqual([{ bytes: 2000, files: 2, isAll: true }]);
  });

  it('leaves out what turns out to be no text, in its place', async () => {
    const counter = new SlowCounter(1, (one) => (one.path === 'f1.c' ? { problem: 'binary' } : counted(one)));
    const result = await scan([file(0), file(1), { path: 'x', reason: 'y' }], open(counter));
    expect(result.skipped).toEqual([{ path: 'f1.c', reason: 'binary' }, { path: 'x', reason: 'y' }]); // prettier-ignore
    expect(result.totals).toEqual({ x: 100, y: 1 });
  });

  it('says how a file was read, and whether its count is an estimate', async () => {
    const counter = new SlowCounter(1, () => ({ encoding: 'utf-8-damaged', invalid: 2, counts: [1, 1] }));
    const { files } = await scan([file(0)], open(counter));
    expect(files).toEqual([
      {
        path: 'f0.c',
        language: 'c',
        bytes: 1000,
        encoding: 'utf-8-damaged',
        exact: false,
        note: '2 bytes are not UTF-8: counted as one token each',
        counts: { x: 1, y: 1 },
      },
    ]);
  });

  it('does not count what the cache knows, and tells it what it learns', async () => {
    const learnt: string[] = [];
    const cache = {
      find: (one: FoundFile) =>
        one.path === 'f1.c' ? ({ encoding: 'utf-8', invalid: 0, counts: [5, 6] } as const) : undefined,
      add: (one: FoundFile) => void learnt.push(one.path),
    };
    const counter = new SlowCounter();
    const result = await scan([file(0), file(1), file(2)], { ...open(counter), cache });
    expect(learnt).toEqual(['f0.c', 'f2.c']);
    expect(result.known).toBe(1);
    expect(result.totals).toEqual({ x: 205, y: 8 });
  });

  it('shows progress that grows to all', async () => {
    const events: ScanProgress[] = [];
    const found = Array.from({ length: 500 }, (_, n) => file(n, 9000));
    await scan(found, { ...open(new SlowCounter()), onProgress: (event) => events.push(event) });
    expect(events.length).toBeGreaterThan(5);
    events.slice(1).forEach((event, i) => expect(event.files).toBeGreaterThanOrEqual(events[i]!.files));
    expect(events.at(-1)).toEqual({
      files: 500,
      found: 500,
      isSearching: false,
      bytes: 4_500_000,
      tokens: 450_000,
      known: 0,
    });
  });
});

describe('what ends a scan early', () => {
  const endless = function* (): Generator<Found> {
    for (let n = 0; ; n++) yield file(n, 600_000);
  };

  it('an interrupt, at once, although its counter never answers', async () => {
    const abort = new AbortController();
    let closed = false;
    const stuck: BatchCounter = {
      capacity: 2,
      count: () => new Promise<never>(() => undefined),
      close: () => Promise.resolve(void (closed = true)),
    };
    const running = scan(endless(), { ...open(stuck), signal: abort.signal });
    await setTimeout(5);
    abort.abort(new Error('stop'));
    await expect(running).rejects.toThrow('stop');
    expect(closed).toBe(true);
  });

  it('an interrupt before it starts', async () => {
    const options = { ...open(new SlowCounter()), signal: AbortSignal.abort(new Error('stop')) };
    await expect(scan(endless(), options)).rejects.toThrow('stop');
  });

  it('a counter that fails', async () => {
    const counter = new SlowCounter(2, () => {
      throw new Error('broken');
    });
    await expect(scan(endless(), open(counter))).rejects.toThrow('broken');
    await expect(scan([file(1)], open(counter))).rejects.toThrow('broken');
    expect(counter.closed).toBe(2);
  });

  it('a source that fails', async () => {
    const source = function* (): Generator<Found> {
      yield file(0);
      throw new Error('gone');
    };
    await expect(scan(source(), open(new SlowCounter()))).rejects.toThrow('gone');
  });
});

it('throttling passes on the first event, and one in each interval', () => {
  let now = 0;
  const seen: number[] = [];
  const report = throttled((n: number) => seen.push(n), 10, () => now); // prettier-ignore
  for (; now < 35; now += 4) report(now);
  expect(seen).toEqual([0, 12, 24]);
});
