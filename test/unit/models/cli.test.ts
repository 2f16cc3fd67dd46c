import { createHash } from 'node:crypto';
import path from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ModelEntry, Recommendation } from '../../../sidecar/protocol';
import { machineText, modelRows } from '../../../cli/models/tables';
import { bundleSidecar } from '../../lib/bundleSidecar.mjs';
import { cli, type Outcome } from '../cli/support';
import { startHub } from '../registry/hubServer';
import { content, namesIn, temporaryFolder } from './support';

const hub = await startHub();
const id = 'qwen2.5-coder-0.5b-q8_0';
const sha256 = createHash('sha256').update(content).digest('hex');
const script = await bundleSidecar();

let folder: string;
beforeEach(() => {
  hub.files.set(`ggml-org/Qwen2.5-Coder-0.5B-Q8_0-GGUF/${id}.gguf`, content);
  hub.fault = undefined;
  hub.requests.length = 0;
  const cache = temporaryFolder();
  folder = path.join(cache, 'models');
  vi.stubEnv('TOKOSCOPE_CACHE', cache);
  vi.stubEnv('HF_ENDPOINT', hub.endpoint);
  vi.stubEnv('NO_PROXY', '*');
  return () => vi.unstubAllEnvs();
});

const models = (...args: string[]): Promise<Outcome> => cli(['models', ...args], '', script);

it('fetches a model after saying what it is, once', async () => {
  const { code, out, err } = await models('get', id, '--yes');
  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringMatching(
      new RegExp(`^${path.join(folder, id)}\\.gguf: fetched from 127.0.0.1:\\d+, .*\\(${sha256}\\)\n$`),
    ) as string,
  });
  expect(err).toBe(
    `Qwen2.5-Coder 0.5B: ≈530.9 MB, licence Apache-2.0, Hugging Face, ggml-org/Qwen2.5-Coder-0.5B-Q8_0-GGUF, to ${path.join(folder, id)}.gguf\n`,
  );
  hub.requests.length = 0;
  const again = await models('get', id, '--offline', '--json');
  expect(JSON.parse(again.out)).toMatchObject({ id, size: content.length, fetchedBytes: 0 });
  expect(hub.requests).toEqual([]);
  const list = JSON.parse((await models('--gpu', 'cpu', '--json')).out) as {
    readonly models: readonly ModelEntry[];
    readonly recommendations: readonly Recommendation[];
    readonly machine: object;
  };
  expect(list.models.find((model) => model.id === id)).toMatchObject({ installed: true });
  expect(list.machine).toMatchObject({ vram: 0 });
  expect(list.recommendations).toHaveLength(list.models.length);
});

it.each([
  ['a question that nobody can answer', [id], 'without a terminal, --yes says that it may be'],
  ['offline', [id, '--offline'], 'is not on this machine and nothing is fetched in offline mode'],
  ['another name', ['gpt-5', '--yes'], 'There is no model "gpt-5" to download'],
])('fetches nothing: %s', async (_, args, words) => {
  const { code, out, err } = await models('get', ...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(words);
  expect(hub.requests).toEqual([]);
});

it('says in one line what went wrong', async () => {
  hub.fault = 'damaged';
  const { code, err } = await models('get', id, '--yes', '--json');
  expect(code).toBe(2);
  expect(err.split('\n')[1]).toContain('arrived damaged');
  expect(namesIn(folder)).toEqual([]);
});

it('lists what suits first, with the reason, and what it measured', () => {
  const entry = { fileBytes: 5e8, estimated: true, licence: 'MIT', fim: { family: 'qwen' }, memoryBytes: 0 };
  const named = (name: string, installed: boolean): ModelEntry =>
    ({ ...entry, id: name, installed, quantisation: 'Q8_0' }) as ModelEntry;
  const advice = [
    { id: 'b', memoryBytes: 9e8, recommended: true, reason: 'Fits.' },
    { id: 'a', memoryBytes: 8e9, recommended: false, reason: 'Too large.' },
  ];
  expect(
    modelRows([named('mine', true), named('a', false), named('b', true)], { models: advice }).slice(1),
  ).toEqual([
    ['b', 'recommended, installed', 'Q8_0', '≈500.0 MB', '≈900.0 MB', 'MIT', 'qwen', 'Fits.'],
    ['a', '', 'Q8_0', '≈500.0 MB', '≈8.00 GB', 'MIT', 'qwen', 'Too large.'],
    ['mine', 'installed', 'Q8_0', '≈500.0 MB', '', 'MIT', 'qwen', ''],
  ]);
  expect(machineText({ ram: 16e9, vram: 8e9, cores: 8, device: 'RTX' })).toBe(
    'This machine: 8.00 GB free on RTX, 16.00 GB of main memory free, 8 cores.',
  );
  expect(machineText({ ram: 16e9, vram: 0, cores: 1 })).toContain('no GPU that llama.cpp can use');
});
