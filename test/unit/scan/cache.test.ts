import { execFile } from 'node:child_process';
import { readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CacheFile } from '../../../cli/scan/cacheFile';
import { stampOf } from '../../../cli/scan/stamp';
import { TableCache } from '../../../language-tokenizers/scan/cache/tableCache';
import { hashText } from '../../../language-tokenizers/scan/cache/hash128';
import { assetFolder, cli, json } from '../cli/support';
import { bundleCli, temporaryFolder, writeFiles } from './support';

interface Document {
  files: { path: string; counts: Record<string, number>; encoding: string; exact: boolean; note?: string }[];
  totals: Record<string, number>;
  skipped: { path: string; reason: string }[];
}

const FILES = {
  'a.c': 'int a;\n',
  'same.c': 'int a;\n',
  'b.py': 'x = 1\n',
  'empty.txt': '',
  'latin1.txt': Buffer.from('Straße', 'latin1'),
  'damaged.txt': Buffer.from([0xc3, 0xa4, 0xff, 0x61]),
  'image.png': Buffer.from([1, 0, 2]),
};
let folder: string;
let cache: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  cache = await temporaryFolder();
  await writeFiles(folder, FILES);
});

const count = (...args: string[]): Promise<Document> =>
  json<Document>(['count', folder, '--cache', cache, ...args]);
const fresh = (...args: string[]): Promise<Document> => json<Document>(['count', folder, ...args]);
const cacheFile = (): string => path.join(cache, 'counts-1.bin');

/** Rewrites every count of the table, so that whoever uses it shows it. */
async function forge(): Promise<void> {
  const file = new CacheFile(cache);
  const table = file.read();
  expect(table.size).toBeGreaterThan(0);
  const words = table.words.slice();
  // Rows of seven words after eight of header; the count is the fifth.
  for (let at = 8 + 4; at < words.length; at += 7) words[at] = 1000;
  const { hash128 } = await import('../../../language-tokenizers/scan/cache/hash128');
  words.set(hash128(words.subarray(8)), 2);
  await writeFile(cacheFile(), new Uint8Array(words.buffer));
}

describe('the cache of counts', () => {
  it('changes nothing about what is reported', async () => {
    const expected = await fresh();
    for (let i = 0; i < 3; i++) expect(await count()).toEqual(expected);
    expect(expected.files.find((file) => file.path.endsWith('damaged.txt'))).toMatchObject({ exact: false });
  });

  it('is used: a content that was counted is not counted again', async () => {
    await count();
    await forge();
    const { files, skipped } = await count();
    expect(files.map((file) => file.counts['o200k_base'])).toEqual(Array(6).fill(1000));
    expect(skipped).toEqual([{ path: path.join(folder, 'image.png'), reason: 'binary' }]);
  });

  it('has counts of each tokenizer for itself', async () => {
    await count('-t', 'cl100k_base');
    await forge();
    expect(await count('-t', 'o200k_base')).toEqual(await fresh('-t', 'o200k_base'));
    expect(await count('-t', 'r50k_base,cl100k_base')).toEqual(await fresh('-t', 'r50k_base,cl100k_base'));
  });

  it('sees that a file changed, though its size and time of modification did not', async () => {
    const file = path.join(folder, 'a.c');
    const { atime, mtime } = await stat(file);
    await count();
    await writeFile(file, 'a+b+c;\n');
    await utimes(file, atime, mtime);
    expect(await count()).toEqual(await fresh());
    // Nor is another file under its name taken for it.
    await writeFiles(folder, { 'new.c': 'x=y-z;\n' });
    await utimes(path.join(folder, 'new.c'), atime, mtime);
    await rename(path.join(folder, 'new.c'), file);
    expect(await count()).toEqual(await fresh());
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, 100)],
    ['empty', () => Buffer.alloc(0)],
    ['of another kind', () => Buffer.from('something else, of no known form')],
    ['with a bit of it turned', (bytes: Buffer) => ((bytes[60]! ^= 4), bytes)],
  ])('that is %s is as none, and is mended', async (_, broken) => {
    const expected = await count();
    await writeFile(cacheFile(), broken(await readFile(cacheFile())));
    expect(await count()).toEqual(expected);
    expect(new CacheFile(cache).read().size).toBeGreaterThan(0);
  });

  it('that can’t be written is said, and does not hinder', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const { code, err, out } = await cli([
      'count',
      folder,
      '--cache',
      path.join(folder, 'file', 'x'),
      '--json',
    ]);
    expect(code).toBe(0);
    expect(err).toMatch(/^tokoscope: the counts can't be kept: ENOTDIR/);
    expect((JSON.parse(out) as Document).files).toHaveLength(7);
  });

  it('is not there with --no-cache', async () => {
    await cli(['count', folder, '--no-cache']);
    expect(await readdir(cache)).toEqual([]);
  });
});

it('a stamp differs whenever the file may, and there is none while its clock may stand still', async () => {
  const file = path.join(folder, 'a.c');
  const stats = await stat(file);
  const later = stats.ctimeMs + 10_000;
  const stamp = stampOf(file, stats, later);
  expect(stamp).toBeDefined();
  expect(stampOf(file, stats, later + 1)).toBe(stamp);
  for (const change of [{ size: 9 }, { mtimeMs: 5 }, { ctimeMs: 5 }, { ino: 5 }, { dev: 5 }]) {
    expect(stampOf(file, Object.assign(await stat(file), change), later)).not.toBe(stamp);
  }
  expect(stampOf(`${file}x`, stats, later)).not.toBe(stamp);
  expect(stampOf(file, stats, stats.ctimeMs + 1000)).toBeUndefined();
  expect(stampOf(file, Object.assign(await stat(file), { mtimeMs: later + 5 }), later)).toBeUndefined();
});

it('a file with a stamp is known without being read', () => {
  const key = hashText('tokenizer');
  const learnt = new TableCache(new CacheFile(cache).read(), [key]);
  const file = { path: 'x', location: '/x', bytes: 9, stamp: 'stamp' };
  learnt.add(file, { encoding: 'utf-8', invalid: 0, counts: [4], contentKey: hashText('content') });
  learnt.add({ ...file, stamp: 'binary' }, { problem: 'binary', contentKey: hashText('zeros') });
  learnt.add(
    { ...file, stamp: 'gone' },
    { problem: "can't be read: ENOENT", contentKey: hashText('nothing') },
  );
  expect(new CacheFile(cache).save(learnt)).toBeUndefined();
  const known = new TableCache(new CacheFile(cache).read(), [key]);
  expect(known.find(file)).toEqual({ encoding: 'utf-8', invalid: 0, counts: [4] });
  expect(known.find({ ...file, stamp: 'binary' })).toEqual({ problem: 'binary' });
  for (const stamp of ['gone', 'other', undefined]) {
    expect(known.find({ ...file, ...(stamp ? { stamp } : {}), stamp: stamp ?? 'none' })).toBeUndefined();
  }
  expect(new TableCache(known.table, [key, hashText('another')]).find(file)).toBeUndefined();
});

describe('several processes at once', () => {
  let script: string;
  beforeAll(async () => {
    await cli(['tokenizers']);
    script = await bundleCli(await temporaryFolder(), assetFolder);
  }, 120_000);

  it('leave a whole table, and all count right', async () => {
    const expected = (await fresh()).totals['o200k_base'];
    const run = promisify(execFile);
    const many = Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 2; i++) {
        const { stdout } = await run(process.execPath, [script, 'count', folder, '--json', '--cache', cache]);
        expect((JSON.parse(stdout) as Document).totals['o200k_base']).toBe(expected);
        if (i === 0) await rm(cacheFile(), { force: true });
      }
    });
    await Promise.all(many);
    expect(await readdir(cache)).toEqual(['counts-1.bin']);
    expect(new CacheFile(cache).read().size).toBeGreaterThan(0);
  });
});
