import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SidecarErrorCode } from '../../../sidecar/protocol';
import { cacheFolder, modelsFolder } from '../../../node/cacheFolder';
import { readGgufHeader } from '../../../sidecar/models/ggufHeader';
import { listModels, locateModel } from '../../../sidecar/models/locate';
import { freeRam } from '../../../sidecar/models/freeMemory';
import { checkMemory, memoryNeed } from '../../../sidecar/models/preflight';
import { REGISTRY } from '../../../sidecar/models/registry/registry';
import { cacheFolder as scriptsCacheFolder } from '../../lib/scriptPaths.mjs';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { realModel, realModelId } from './lib/openEngine';

const folder = mkdtempSync(path.join(os.tmpdir(), 'models-'));
afterAll(() => rmSync(folder, { recursive: true }));

function codeOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return undefined;
}

describe('the cache folder', () => {
  it('follows the scripts’ rule', () => {
    expect(cacheFolder()).toBe(scriptsCacheFolder);
    expect(cacheFolder({ TOKOSCOPE_CACHE: '/a' })).toBe('/a');
    expect(cacheFolder({ XDG_CACHE_HOME: '/b' })).toBe(path.join('/b', 'tokoscope'));
    expect(modelsFolder({})).toBe(path.join(os.homedir(), '.cache', 'tokoscope', 'models'));
  });

  it.each(['', 'cache', './cache'])('is not the empty or relative %j', (value) => {
    const usual = path.join(os.homedir(), '.cache', 'tokoscope');
    expect(cacheFolder({ TOKOSCOPE_CACHE: value, XDG_CACHE_HOME: value })).toBe(usual);
  });
});

describe('finding a model', () => {
  it('by path or by id', () => {
    const file = path.join(folder, path.basename(realModel));
    writeFileSync(file, 'GGUF');
    expect(locateModel(file).path).toBe(file);
    expect(locateModel(realModelId, folder)).toMatchObject({ path: file, entry: { id: realModelId } });
  });

  it.each([
    [
      'an absolute path with nothing there',
      path.join(folder, 'none.gguf'),
      /There is no model file at .*check the path/,
    ],
    ['a folder', folder, /is a folder/],
    [
      'an id that is not installed',
      'starcoder2-3b-q8_0',
      /StarCoder2 3B is not installed: download it \(.*models get starcoder2-3b-q8_0\), or put its file at /,
    ],
    ['an unknown id', 'gpt-5', /There is no model "gpt-5": give the absolute path .*smollm2/],
    ['nothing', '', /There is no model ""/],
  ])('says what to do about %s', (_, model, message) => {
    expect(() => locateModel(model, folder)).toThrow(message);
    expect(codeOf(() => locateModel(model, folder))).toBe(SidecarErrorCode.modelMissing);
  });

  it('lists the registry and what else lies in the folder', () => {
    const own = path.join(folder, 'mine.gguf');
    writeFileSync(own, 'GGUF');
    const models = listModels(folder);
    expect(models.find(({ id }) => id === realModelId)).toMatchObject({ installed: true, fileBytes: 4 });
    expect(models.find(({ id }) => id === own)).toMatchObject({ name: 'mine', installed: true });
    expect(models.find(({ family }) => family === 'StarCoder2')).toMatchObject({ installed: false });
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
  });
});

// Links take a privilege on Windows.
describe.skipIf(process.platform === 'win32')('files that are not what they seem', () => {
  const odd = path.join(folder, 'odd');
  beforeAll(() => {
    mkdirSync(path.join(odd, path.basename(realModel)), { recursive: true });
    mkdirSync(path.join(odd, 'folder.gguf'));
    writeFileSync(path.join(odd, 'kept'), 'GGUF');
    symlinkSync(path.join(odd, 'kept'), path.join(odd, 'link.gguf'));
    symlinkSync(path.join(odd, 'gone'), path.join(odd, 'broken.gguf'));
    symlinkSync(path.join(odd, 'loop.gguf'), path.join(odd, 'loop.gguf'));
  });

  it('are listed when they lead to a file, and only then', () => {
    const models = listModels(odd);
    expect(models.find(({ id }) => id === realModelId)).toMatchObject({ installed: false });
    expect(models.slice(REGISTRY.length)).toMatchObject([
      { id: path.join(odd, 'link.gguf'), installed: true, fileBytes: 4 },
    ]);
  });

  it('leave the registry when the folder can’t be read', () => {
    for (const unreadable of [path.join(odd, 'kept'), path.join(odd, 'loop.gguf')]) {
      expect(listModels(unreadable).filter(({ installed }) => installed)).toMatchObject([
        { source: 'Comes with Tokoscope' },
      ]);
    }
  });

  it('are refused in one sentence', () => {
    const loop = path.join(odd, 'loop.gguf');
    expect(() => locateModel(loop)).toThrow(
      `${loop} can't be read (ELOOP: too many symbolic links encountered): check the path and its permissions, or choose another model.`,
    );
    expect(codeOf(() => locateModel(loop))).toBe(SidecarErrorCode.loadFailed);
  });
});

describe('the memory check', () => {
  const header = { ...readGgufHeader(tinyModel()), fileBytes: 5e9 };
  const plan = { ram: 8e9, vram: 0, contextSize: 2048, gpuLayers: 'auto' as const };

  it('counts weights and the cache of keys and values', () => {
    const cache = 2 * 2 * (16 + 16) * 2 * 2048;
    expect(memoryNeed(header, 4096) - memoryNeed(header, 2048)).toBe(cache);
    expect(memoryNeed(header, 2048)).toBeGreaterThan(5e9 + cache);
  });

  it('counts on most of the memory of a Mac, whatever is free at the moment', () => {
    expect(freeRam('darwin')).toBe(os.totalmem() * 0.75);
  });

  it('lets pass what fits', () => {
    checkMemory(header, plan);
    checkMemory(header, { ...plan, ram: 1e9, vram: 6e9 });
    checkMemory(header, { ...plan, ram: 3e9, vram: 3e9 });
  });

  it('says what is needed and what is free', () => {
    expect(() => checkMemory(header, { ...plan, ram: 4e9 })).toThrow(
      /^The model needs 5\.1 GB of memory, 4\.0 GB are free: choose a smaller model/,
    );
    expect(codeOf(() => checkMemory(header, { ...plan, ram: 4e9 }))).toBe(
      SidecarErrorCode.insufficientMemory,
    );
    expect(() => checkMemory(header, { ...plan, vram: 2e9, gpuLayers: 99 })).toThrow(
      /needs 5\.1 GB of GPU memory, 2\.0 GB are free: .*fewer layers/,
    );
  });
});
