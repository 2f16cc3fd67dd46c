import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Sidecar } from '../../../sidecar/connect';
import type { CompleteParams, CompleteResult, ModelSpec } from '../../../sidecar/protocol';
import { ARMS } from '../../bench/fim/arms';
import { Journal } from '../../bench/fim/journal';
import { keyOf, measure, type Measured, type MeasureRequest } from '../../bench/fim/measure';
import { LIMITS, openSandbox } from '../../bench/fim/sandbox';
import { readCursors, SPLITS, type Split } from '../../bench/fim/splits';
import { root } from '../../lib/scriptPaths.mjs';

const data = path.join(root, 'test/bench/data/human-eval-infilling');
const folder = await mkdtemp(path.join(os.tmpdir(), 'tokoscope-fim-test-'));
afterAll(() => rm(folder, { recursive: true }));

function splitNamed(name: string): Split {
  return SPLITS.find((split) => split.name === name)!;
}

describe('the data', () => {
  it.each([
    ['single-line', 1033],
    ['random-span-light', 164],
  ])('of %s is whole, and its truth puts every row together again', async (name, count) => {
    const cursors = await readCursors(splitNamed(name), data, 1);
    expect(cursors.length).toBe(count);
    expect(new Set(cursors.map(({ id }) => id)).size).toBe(count);
    for (const { prefix, suffix, truth, program } of cursors) {
      expect(program(truth).startsWith(prefix + truth + suffix)).toBe(true);
    }
  });

  it('passes its own checks with its own solutions, and not without', async () => {
    const sandbox = await openSandbox(path.join(root, 'test/bench/fim/sandbox.py'), LIMITS);
    if ('missing' in sandbox) return;
    for (const name of ['single-line', 'random-span-light']) {
      for (const { truth, program } of (await readCursors(splitNamed(name), data, 1)).slice(0, 5)) {
        expect(await sandbox.run(program(truth))).toEqual({ outcome: 'passed' });
        expect(await sandbox.run(program('('))).not.toEqual({ outcome: 'passed' });
      }
    }
  });

  it('comes in an order of the seed, of which the first N are the same sample', async () => {
    const ids = async (seed: number) =>
      (await readCursors(splitNamed('single-line'), data, seed)).map(({ id }) => id);
    expect(await ids(1)).toEqual(await ids(1));
    expect((await ids(1)).slice(0, 5)).not.toEqual((await ids(2)).slice(0, 5));
  });

  it('has every column of 200 lines', async () => {
    const cursors = await readCursors(splitNamed('columns'), data, 1);
    const lines = new Map<string, string[]>();
    for (const { id, truth } of cursors) {
      const line = id.split('@')[0]!;
      lines.set(line, [...(lines.get(line) ?? []), truth]);
    }
    expect(lines.size).toBe(200);
    for (const truths of lines.values()) {
      const longest = truths.reduce((a, b) => (a.length > b.length ? a : b));
      const rests = Array.from({ length: longest.length }, (_, column) => longest.slice(column));
      expect(truths.sort()).toEqual(rests.sort());
    }
  });
});

describe('a run', () => {
  const arms = ARMS.filter(({ name }) => ['B', 'C', 'D'].includes(name));

  /** What the sidecar is asked, in order; from a number of requests on it fails. */
  async function runOver(journal: Journal<Measured>, limit: number, failAt = Infinity) {
    const asked: string[] = [];
    const sendRequest = (_: unknown, params: CompleteParams): Promise<CompleteResult> => {
      asked.push(`${params.documentId}|${params.maxTokens === 1 ? 'cold' : params.boundary}`);
      if (asked.length >= failAt) return Promise.reject(new Error('gone'));
      const boundary = { method: params.boundary, paths: 0, branchTokens: 0 };
      const result = { raw: 'x', text: 'x', stop: 'end', filters: [], stats: { boundary } };
      return Promise.resolve(result as unknown as CompleteResult);
    };
    const split = splitNamed('single-line');
    const request: MeasureRequest = {
      split,
      cursors: (await readCursors(split, data, 1)).slice(0, limit),
      arms,
      sidecars: new Map([['shipped', { connection: { sendRequest } } as unknown as Sidecar]]),
      spec: {} as ModelSpec,
      seed: 1,
      drafts: 'auto',
      journal,
      sandbox: undefined,
      onProgress: () => undefined,
    };
    const failure = await measure(request).then(
      () => undefined,
      (error: unknown) => (error as Error).message,
    );
    return { asked, failure, cursors: request.cursors };
  }

  it('asks every arm at every cursor once, another one first each time, after a cold one', async () => {
    const journal = await Journal.open<Measured>(path.join(folder, 'whole.jsonl'));
    const { asked, cursors } = await runOver(journal, 3);
    const ways = asked.map((each) => each.split('|')[1]);
    expect(ways).toEqual(
      [
        ['cold', 'off', 'heal', 'exact'],
        ['cold', 'heal', 'exact', 'off'],
        ['cold', 'exact', 'off', 'heal'],
      ].flat(),
    );
    for (const cursor of cursors) expect(journal.get(keyOf(cursor, 'C'))?.stats.boundary.method).toBe('heal');
  });

  it('goes on where it stopped, and further when asked for more', async () => {
    const file = path.join(folder, 'resumed.jsonl');
    const first = await runOver(await Journal.open(file), 2, 7);
    expect(first.failure).toBe('gone');
    // The last line of a process that was killed while it wrote.
    await appendFile(file, '{"key":"half');
    const second = await runOver(await Journal.open(file), 3);
    expect(second.failure).toBeUndefined();
    const arm = (each: string): boolean => !each.endsWith('|cold');
    const all = [...first.asked.slice(0, -1), ...second.asked].filter(arm);
    expect(all.length).toBe(9);
    expect(new Set(all).size).toBe(9);
    const third = await runOver(await Journal.open(file), 3);
    expect(third.asked).toEqual([]);
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(new Set(lines.map((line) => (JSON.parse(line) as Measured).key)).size).toBe(lines.length);
    expect(lines.length).toBe(3 + 9);
  });
});
