import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { memoryFromBytes } from '../../../sidecar/drafts/recycling/bytes';
import {
  LearnNotification,
  LoadRequest,
  ShutdownRequest,
  TokenizeRequest,
  UnloadRequest,
} from '../../../sidecar/protocol';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { complete, specOf, start } from './lib/sidecar';

const DIGEST_BYTES = 32;
/** Processes start slowly on a busy machine; milliseconds. */
const LONG = 120_000;
const workspace = 'file:///home/somebody/project';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(path.join(os.tmpdir(), 'tokoscope-memory-'));
  onTestFinished(() => rmSync(cache, { recursive: true }));
});
const open = () => start({ TOKOSCOPE_CACHE: cache });
const kept = (): string[] => {
  const folder = path.join(cache, 'drafts');
  return existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
};

/** Tokens whose successors the one file that is kept knows. */
async function known(): Promise<Set<number>> {
  const sidecar = await open();
  const { vocabularySize } = await sidecar.connection.sendRequest(LoadRequest, specOf(tinyModel()));
  const [file] = kept();
  const memory = memoryFromBytes(readFileSync(file!).subarray(DIGEST_BYTES), vocabularySize);
  const all = Array.from({ length: vocabularySize }, (_, id) => id);
  return new Set(all.filter((id) => memory!.matrix.first(id) !== undefined));
}

it(
  'what drafts learned outlives the process, in a file that says nothing of where it is from',
  async () => {
    const first = await open();
    await complete(first, { workspace });
    // Written when the model goes, not before.
    expect(kept()).toEqual([]);
    await first.connection.sendRequest(UnloadRequest, null);
    expect(kept()).toHaveLength(1);
    expect(readFileSync(kept()[0]!).includes('somebody')).toBe(false);
    await first.dispose();
    const before = await known();
    expect(before.size).toBeGreaterThan(5);

    const second = await open();
    await complete(second, { workspace, prefix: 'x = 1\ny = ', suffix: '' });
    await second.dispose();
    const after = await known();
    expect([...before].filter((id) => !after.has(id))).toEqual([]);
    expect(after.size).toBeGreaterThan(before.size);
    expect(kept()).toHaveLength(1);
  },
  LONG,
);

it(
  'a damaged file is ignored and replaced, and another vocabulary has its own',
  async () => {
    const first = await open();
    await complete(first, { workspace });
    await first.dispose();
    const [file] = kept();
    writeFileSync(file!, 'nonsense');
    const second = await open();
    const answer = await complete(second, { workspace });
    expect(answer.stats.generated).toBe(12);
    await second.connection.sendRequest(UnloadRequest, null);
    expect(kept()).toEqual([file]);
    expect(readFileSync(file!).length).toBeGreaterThan(100);
    await complete(second, { workspace, spec: specOf(tinyModel({ merges: 200 })) });
    await second.dispose();
    expect(kept()).toHaveLength(2);
  },
  LONG,
);

it(
  'nothing is kept with drafts off, or outside of a folder, or where nothing can be written',
  async () => {
    const sidecar = await open();
    await complete(sidecar, { workspace, drafts: 'off' });
    await complete(sidecar);
    await sidecar.dispose();
    expect(kept()).toEqual([]);
    writeFileSync(path.join(cache, 'drafts'), 'in the way');
    const other = await open();
    expect((await complete(other, { workspace })).stats.generated).toBe(12);
    await other.connection.sendRequest(UnloadRequest, null);
    expect((await complete(other, { workspace })).stats.generated).toBe(12);
  },
  LONG,
);

it(
  'a saved file is read when it is quiet; a request then finds its prompt, and shutting down is quick',
  async () => {
    const sidecar = await open();
    const spec = specOf(tinyModel({ size: 'mid' }), { contextSize: 4096 });
    const changes = { spec, workspace, temperature: 0 };
    const first = await complete(sidecar, changes);
    const again = await complete(sidecar, changes);
    expect(first.stats.evaluated).toBeGreaterThan(0);
    const text = 'for number, line in enumerate(stream):\n'.repeat(300);
    await sidecar.connection.sendNotification(LearnNotification, { workspace, name: 'a.py', text });
    const quiet = () => new Promise((resolve) => setTimeout(resolve, 6000));
    await quiet();
    const later = await complete(sidecar, changes);
    expect(later.raw).toBe(first.raw);
    expect([later.stats.reused, later.stats.evaluated]).toEqual([again.stats.reused, again.stats.evaluated]);
    await quiet();
    const { ids } = await sidecar.connection.sendRequest(TokenizeRequest, {
      spec,
      text: 'line in enumerate',
    });
    await quiet();
    const started = performance.now();
    await sidecar.connection.sendRequest(ShutdownRequest, null);
    expect(await sidecar.onExit).toEqual({ code: 0, signal: null });
    // A fraction of a second, but for what else runs here.
    expect(performance.now() - started).toBeLessThan(5000);
    const learned = await known();
    expect(learned.has(ids.at(-1)!)).toBe(true);
  },
  LONG,
);
