import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FoundFile } from '../../../language-tokenizers/scan/files';
import { FileCounter } from '../../../cli/scan/countFiles';
import { LocalCounter } from '../../../cli/scan/localCounter';
import { WorkerPool } from '../../../cli/scan/pool';
import { openTokenizers } from '../../../cli/tokenizer';
import { assetsFrom } from '../../../cli/assets';
import { assetFolder, cli, fixtureFolder } from '../cli/support';
import { bundleCli, temporaryFolder, walked, writeFiles } from './support';

const tokenizers = 'o200k_base,r50k_base';
let folder: string;
let worker: string;

beforeAll(async () => {
  await cli(['tokenizers']); // makes the assets
  folder = await temporaryFolder();
  await mkdir(path.join(folder, 'bundle'));
  worker = path.join(
    path.dirname(await bundleCli(path.join(folder, 'bundle'), assetFolder)),
    'scanWorker.js',
  );
}, 120_000);

const pool = (size: number, script = worker): WorkerPool =>
  new WorkerPool(script, { tokenizers, assets: assetFolder }, size);

describe('a pool of workers', () => {
  it('counts what the thread itself counts, whatever the files are', async () => {
    await writeFiles(path.join(folder, 'odd'), {
      'binary.png': Buffer.from([1, 0, 2]),
      'latin1.txt': Buffer.from('Straße', 'latin1'),
      empty: '',
    });
    const files = [
      ...(await walked(fixtureFolder)).files,
      ...(await walked(path.join(folder, 'odd'))).files,
      { path: 'none', location: path.join(folder, 'none'), bytes: 3 },
    ];
    const opened = await openTokenizers(tokenizers, { loadAsset: assetsFrom(assetFolder) });
    const expected = await new LocalCounter(new FileCounter(opened)).count(files);
    expect(expected.at(-1)).toEqual({ problem: "can't be read: ENOENT" });
    const workers = pool(2);
    const halves = [files.slice(0, 5), files.slice(5), files.slice(0, 0), files.slice(2)];
    const counted = await Promise.all(halves.map((half) => workers.count(half)));
    await workers.close();
    expect(counted).toEqual([expected.slice(0, 5), expected.slice(5), [], expected.slice(2)]);
  });

  it('says so once when its workers can’t start', async () => {
    const broken = new WorkerPool(worker, { tokenizers: 'no such', assets: assetFolder }, 2);
    const file: FoundFile = { path: 'x', location: path.join(folder, 'x'), bytes: 1 };
    await expect(broken.count([file, file])).rejects.toThrow('There is no tokenizer "no such"');
    await expect(broken.count([file])).rejects.toThrow();
    await broken.close();
  });

  it('goes on when a file brings a worker down, and leaves out that file', async () => {
    const script = path.join(folder, 'fragile.mjs');
    await writeFile(
      script,
      `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', ({ files }) => {
         if (files.some((file) => file.path === 'bomb')) throw new Error('out of memory');
         parentPort.postMessage({ counted: files.map((file) => ({ encoding: 'utf-8', invalid: 0, counts: [file.bytes] })) });
       });
       parentPort.postMessage('ready');`,
    );
    const workers = pool(2, script);
    const files = ['a', 'bomb', 'b'].map((name, i) => ({ path: name, location: name, bytes: i }));
    const results = await Promise.all([
      workers.count(files),
      workers.count([files[0]!]),
      workers.count([files[2]!]),
    ]);
    await workers.close();
    const fine = (bytes: number) => ({ encoding: 'utf-8', invalid: 0, counts: [bytes] });
    expect(results).toEqual([
      [fine(0), { problem: "can't be counted: out of memory" }, fine(2)],
      [fine(0)],
      [fine(2)],
    ]);
  });

  it('stops in the middle of its work', async () => {
    const large = path.join(folder, 'large.txt');
    await writeFile(large, 'some text and more of it\n'.repeat(1_000_000));
    const workers = pool(1);
    const answer = workers.count([{ path: 'large.txt', location: large, bytes: 25_000_000 }]);
    const rejected = expect(answer).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await workers.close();
    await rejected;
  });
});
