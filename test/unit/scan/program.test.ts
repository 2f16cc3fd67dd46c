import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { link, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, it } from 'vitest';
import { assetFolder, cli } from '../cli/support';
import { bundleCli, root, temporaryFolder } from './support';

let script: string;
let large: string;

beforeAll(async () => {
  await cli(['tokenizers']); // makes the assets
  script = await bundleCli(await temporaryFolder(), assetFolder);
  large = await temporaryFolder();
  await writeFile(path.join(large, 'f0.c'), 'int value = call(x, 7919); // note\n'.repeat(30_000));
  for (let i = 1; i < 4; i++) await link(path.join(large, 'f0.c'), path.join(large, `f${i}.c`));
}, 120_000);

const start = (...args: string[]): ChildProcess => spawn(process.execPath, [script, 'count', ...args]);

it('a scan by workers prints what a scan without them prints', async () => {
  const folder = path.join(root, 'language-tokenizers', 'scan');
  const args = [folder, large, '-t', 'o200k_base,cl100k_base', '--no-cache', '--json'];
  const many = await text(start(...args, '--jobs', '2').stdout!);
  const one = await text(start(...args, '--jobs', '1').stdout!);
  expect(many).toBe(one);
  expect(many).toBe((await cli(['count', ...args])).out);
}, 120_000);

it('an interrupt ends it with 130 and one line, whatever it is doing, and no half result', async () => {
  const endless = await temporaryFolder();
  for (let i = 0; i < 500; i++) await link(path.join(large, 'f0.c'), path.join(endless, `f${i}.c`));
  for (const jobs of ['2', '1']) {
    const child = start(endless, '--no-cache', '--json', '--jobs', jobs, '--progress');
    const out = text(child.stdout!);
    let err = '';
    // The first line of progress says that it counts by now.
    child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
      if (err === '') child.kill('SIGINT');
      err += chunk;
    });
    expect(await once(child, 'exit')).toEqual([130, null]);
    expect(await out).toBe('');
    expect(err).toMatch(/tokoscope: interrupted\.\n$/);
  }
}, 120_000);

it('keeps counts in the folder that the environment names', async () => {
  const cache = await temporaryFolder();
  const child = spawn(process.execPath, [script, 'count', large], {
    env: { ...process.env, TOKOSCOPE_CACHE: cache },
  });
  await text(child.stdout);
  expect(await readdir(path.join(cache, 'counts'))).toEqual(['counts-1.bin']);
}, 120_000);

it('a file too large to be read whole is left out in a folder, and counted when named', async () => {
  const folder = await temporaryFolder();
  const line = 'the quick brown fox, 12345 times\n';
  const name = path.join(folder, 'huge.txt');
  await writeFile(name, line.repeat(1_200_000));
  const read = async (...args: string[]) =>
    JSON.parse(await text(start(...args, '--json', '--no-cache').stdout!)) as {
      files: { bytes: number; counts: { o200k_base: number } }[];
      skipped: unknown[];
    };
  expect(await read(folder)).toMatchObject({
    files: [],
    skipped: [{ path: name, reason: 'larger than 10000000 bytes' }],
  });
  const { files } = await read(name);
  const { out } = await cli(['count', '-', '--json'], line);
  const each = (JSON.parse(out) as { totals: { o200k_base: number } }).totals;
  expect(files).toMatchObject([
    { bytes: 1_200_000 * line.length, counts: { o200k_base: 1_200_000 * each.o200k_base } },
  ]);
}, 120_000);
