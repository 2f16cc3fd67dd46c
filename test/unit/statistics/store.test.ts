import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NO_COUNTS, NOTHING, type StatisticsData } from '../../../extension/statistics/data';
import { StatisticsStore, type StatisticsFile } from '../../../extension/statistics/store';

let folder: string;
const failures: unknown[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tokoscope-statistics-'));
  failures.length = 0;
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

/** A file of the test's folder. */
function fileAt(name = 'counts.json'): StatisticsFile {
  const file = path.join(folder, name);
  return {
    read: () => readFile(file, 'utf8').catch(() => undefined),
    write: (text) => writeFile(file, text),
  };
}

const open = (file = fileAt()): StatisticsStore => new StatisticsStore(file, (error) => failures.push(error));
const shown = (count: number): StatisticsData => ({
  ...NOTHING,
  since: 1000,
  counts: { ...NO_COUNTS, shown: count },
});

test('counts are kept from one session to the next', async () => {
  const first = open();
  first.add(shown(2));
  first.add(shown(3));
  expect((await first.save()).counts.shown).toBe(5);
  const second = open();
  expect(await second.save()).toMatchObject({ since: 1000, counts: { shown: 5 } });
  second.add(shown(1));
  expect((await second.save()).counts.shown).toBe(6);
});

test('windows add to each other, and nothing is counted twice', async () => {
  const [one, other] = [open(), open()];
  one.add(shown(1));
  await one.save();
  other.add(shown(10));
  await other.save();
  one.add(shown(100));
  expect((await one.save()).counts.shown).toBe(111);
  expect((await one.save()).counts.shown).toBe(111);
  expect((await other.save()).counts.shown).toBe(111);
});

test('nothing is written as long as nothing is counted', async () => {
  expect(await open().save()).toEqual(NOTHING);
  await expect(readFile(path.join(folder, 'counts.json'))).rejects.toThrow('ENOENT');
});

test('what could not be saved is said, and saved with the next', async () => {
  const good = fileAt();
  const broken = fileAt(path.join('no', 'such', 'folder.json'));
  let isBroken = true;
  const store = open({ read: () => good.read(), write: (text) => (isBroken ? broken : good).write(text) });
  store.add(shown(2));
  expect((await store.save()).counts.shown).toBe(2);
  expect(failures).toHaveLength(1);
  isBroken = false;
  store.add(shown(1));
  expect((await store.save()).counts.shown).toBe(3);
  expect((await open().save()).counts.shown).toBe(3);
});

test('a damaged file is begun anew', async () => {
  await fileAt().write('{"counts":{"shown":');
  const store = open();
  store.add(shown(1));
  expect((await store.save()).counts.shown).toBe(1);
  expect((await open().save()).counts.shown).toBe(1);
});

test('a reset forgets what is saved and what is not', async () => {
  const store = open();
  store.add(shown(5));
  await store.save();
  store.add(shown(5));
  await store.reset();
  expect(await store.save()).toEqual(NOTHING);
  expect(await open().save()).toEqual(NOTHING);
});

test('counts are saved a minute after the first of them', async () => {
  const written = vi.fn<StatisticsFile['write']>(() => Promise.resolve());
  vi.useFakeTimers();
  const store = open({ read: () => Promise.resolve(undefined), write: written });
  store.add(shown(1));
  await vi.advanceTimersByTimeAsync(59_000);
  store.add(shown(1));
  expect(written).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  expect(written).toHaveBeenCalledTimes(1);
  expect(JSON.parse(written.mock.calls[0]![0])).toMatchObject({ counts: { shown: 2 } });
  await vi.advanceTimersByTimeAsync(120_000);
  expect(written).toHaveBeenCalledTimes(1);
});
