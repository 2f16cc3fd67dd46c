import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sidecar } from '../../../sidecar/connect';
import {
  CompleteRequest,
  InitializeRequest,
  LoadRequest,
  SidecarErrorCode,
  type CompleteParams,
} from '../../../sidecar/protocol';
import { createLoader } from '../../../sidecar/server/loadModel';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never } from './lib/openEngine';
import { complete, open, paramsOf, specOf, start } from './lib/sidecar';

const folder = mkdtempSync(path.join(os.tmpdir(), 'failures-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const target = path.join(folder, name);
  writeFileSync(target, content);
  return target;
}

function half(): string {
  const target = path.join(folder, 'half.gguf');
  copyFileSync(tinyModel(), target);
  truncateSync(target, Math.floor(statSync(target).size / 2));
  return target;
}

describe('a model that can’t be used', () => {
  it('is refused with a code and a sentence, and the process goes on', async () => {
    const sidecar = await start();
    const cases: [model: string, code: number, message: RegExp][] = [
      ['', SidecarErrorCode.modelMissing, /There is no model/],
      [
        path.join(folder, 'none.gguf'),
        SidecarErrorCode.modelMissing,
        /There is no model file at .*check the path/,
      ],
      [
        'starcoder2-3b-q8_0',
        SidecarErrorCode.modelMissing,
        /is not installed: download it \(.*\), or put its file at/,
      ],
      [
        file('page.gguf', '<!DOCTYPE html><html>'),
        SidecarErrorCode.notGguf,
        /web page.*download the model again/,
      ],
      [half(), SidecarErrorCode.ggufDamaged, /is cut short: [\d,]+ of [\d,]+ bytes: download/],
    ];
    for (const [model, code, message] of cases) {
      const running = sidecar.connection.sendRequest(LoadRequest, specOf(model));
      await expect(running).rejects.toMatchObject({
        code,
        message: expect.stringMatching(message) as string,
      });
    }
    expect((await complete(sidecar)).stats.generated).toBe(12);
  });

  it('may become usable: a file that arrives later is found', async () => {
    const sidecar = await start();
    const model = path.join(folder, 'later.gguf');
    await expect(sidecar.connection.sendRequest(LoadRequest, specOf(model))).rejects.toThrow(/no model file/);
    copyFileSync(tinyModel(), model);
    expect(await sidecar.connection.sendRequest(LoadRequest, specOf(model))).toMatchObject({ path: model });
  });

  it('is refused when memory is short, before it is read', async () => {
    const load = createLoader({ log: () => undefined, freeRam: () => 50e6 });
    const loading = load(specOf(tinyModel()), never, () => undefined);
    await expect(loading).rejects.toMatchObject({
      code: SidecarErrorCode.insufficientMemory,
      message: expect.stringMatching(/^The model needs \d+ MB of memory, 50 MB are free: /) as string,
    });
  });
});

describe('a GPU that is not there', () => {
  /** No driver to be found, whatever is installed. */
  const gone = { VK_DRIVER_FILES: '/none', VK_ICD_FILENAMES: '/none', GGML_VK_VISIBLE_DEVICES: '' };

  it.each([
    ['vulkan', 'Vulkan is not usable on this machine: running on the CPU.'],
    ['auto', 'No usable GPU: running on the CPU.'],
  ] as const)('%s: the CPU does it, and a note says so', async (gpu, note) => {
    const sidecar = await start(gone);
    const model = await sidecar.connection.sendRequest(LoadRequest, specOf(tinyModel(), { gpu }));
    expect(model).toMatchObject({ backend: 'CPU', gpuLayers: 0, notes: [note] });
    const result = await complete(sidecar, { spec: specOf(tinyModel(), { gpu }) });
    expect(result.raw).toBe((await complete(sidecar)).raw);
  });
});

describe('requests that make no sense', () => {
  let sidecar: Sidecar;
  beforeAll(async () => {
    sidecar = await open();
    return () => sidecar.dispose();
  });

  it.each<[string, Partial<Record<keyof CompleteParams, unknown>>, RegExp]>([
    ['no text', { prefix: 5 }, /"prefix" must be text/],
    ['no specification', { spec: undefined }, /"spec.model" must be text/],
    ['no tokens', { maxTokens: 0 }, /"maxTokens" must be a whole number of at least 1/],
    ['half a token', { maxTokens: 1.5 }, /"maxTokens" must be a whole number/],
    [
      'half a thread',
      { spec: specOf(tinyModel(), { threads: 0.5 }) },
      /"spec.threads" must be a whole number/,
    ],
    ['a mode of its own', { mode: 'all' }, /"mode" must be one of auto, line, block/],
    ['more tokens than the context has', { maxTokens: 5000 }, /leave no room for a prompt/],
  ])('%s', async (_, changes, message) => {
    const params = { ...paramsOf(), ...changes } as CompleteParams;
    await expect(sidecar.connection.sendRequest(CompleteRequest, params)).rejects.toMatchObject({
      code: SidecarErrorCode.badRequest,
      message: expect.stringMatching(message) as string,
    });
  });

  it('another protocol', async () => {
    const request = { protocolVersion: 999, logLevel: 'warn' as const };
    await expect(sidecar.connection.sendRequest(InitializeRequest, request)).rejects.toMatchObject({
      code: SidecarErrorCode.protocolMismatch,
      message: expect.stringMatching(/protocol 999.*update Tokoscope/) as string,
    });
  });

  it('odd ones are answered: an empty document, lone surrogates, a prompt too long', async () => {
    expect((await complete(sidecar, { prefix: '', suffix: '' })).stats.generated).toBe(12);
    const prefixOnly = specOf(tinyModel({ fim: false }));
    expect(await complete(sidecar, { spec: prefixOnly, prefix: '', suffix: '' })).toMatchObject({
      text: '',
      stats: { promptTokens: 0, generated: 0 },
    });
    expect((await complete(sidecar, { prefix: 'x = "\uD83D', suffix: '\uDE00"' })).raw).not.toContain(
      '\uFFFD',
    );
    const long = await complete(sidecar, { prefix: 'x = 1\n'.repeat(5000) });
    expect(long.stats.promptTokens).toBeLessThanOrEqual(2048 - 12);
    const small = await complete(sidecar, { prefix: 'x = 1\n'.repeat(500), maxPromptTokens: 100 });
    expect(small.stats.promptTokens).toBeLessThanOrEqual(100);
  });

  it('ten megabytes are refused in a sentence, what is just allowed is cut to the budget, and work goes on', async () => {
    const line = 'x = "\u{1F600}"\n';
    const allowed = line.repeat(Math.floor((8 << 20) / line.length));
    for (const far of [{ prefix: allowed + line }, { suffix: line.repeat(1_000_000) }]) {
      await expect(complete(sidecar, far)).rejects.toMatchObject({
        code: SidecarErrorCode.badRequest,
        message: expect.stringMatching(/^"(prefix|suffix)" is longer than 8388608 characters\.$/) as string,
      });
    }
    const long = await complete(sidecar, { prefix: allowed, suffix: allowed });
    expect(long.stats.promptTokens).toBeLessThanOrEqual(2048 - 12);
    expect((await complete(sidecar)).stats.generated).toBe(12);
  });
});
