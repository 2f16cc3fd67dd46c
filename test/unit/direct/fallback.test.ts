import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Llama } from 'node-llama-cpp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkModel, checkRelease } from '../../../sidecar/engine/direct/checks';
import { DirectEngine } from '../../../sidecar/engine/direct/directEngine';
import { openLibrary, type Library } from '../../../sidecar/engine/direct/library';
import { findLibrary, libraryName } from '../../../sidecar/engine/direct/libraryFile';
import { loadDirect } from '../../../sidecar/engine/direct/load';
import { loadByBinding } from '../../../sidecar/engine/llama/binding';
import { LlamaEngine } from '../../../sidecar/engine/llama/llamaEngine';
import type { PreparedLoad } from '../../../sidecar/engine/llama/loadRequest';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { cpu, never } from '../sidecar/lib/openEngine';
import { openLlama } from '../sidecar/lib/openLlama';

const PREBUILT = { gpu: false, buildType: 'prebuilt' } as const;
const folder = mkdtempSync(path.join(os.tmpdir(), 'tokoscope-direct-'));
const lines: string[] = [];
let llama: Llama;
let file: string;
let native: Library;

function prepared(): PreparedLoad {
  return {
    llama,
    contextSize: 512,
    promptChunk: 64,
    threads: 1,
    onGpu: false,
    tokenizer: undefined,
    request: {
      path: tinyModel(),
      spec: cpu,
      trainedContextSize: 0,
      log: (_, line) => lines.push(line),
      signal: never,
      onProgress: () => undefined,
      preflight: () => undefined,
    },
  };
}

beforeAll(async () => {
  llama = await openLlama();
  file = await findLibrary(llama);
  native = await openLibrary(file);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the library', () => {
  it('is the one that node-llama-cpp has loaded', () => {
    expect(path.basename(file)).toBe(libraryName(false, process));
    expect(() => checkRelease(native)).not.toThrow();
  });

  it('is named as each platform names it', () => {
    expect(libraryName(false, { platform: 'linux', arch: 'x64' })).toBe('libllama.v0.4.0.so');
    expect(libraryName('metal', { platform: 'darwin', arch: 'arm64' })).toBe('libllama.metal.v0.4.0.dylib');
    expect(libraryName('vulkan', { platform: 'win32', arch: 'x64' })).toBe('llama.vulkan.v0.4.0.dll');
  });

  it('is not looked for where llama.cpp was built here, or nothing is prebuilt', async () => {
    await expect(findLibrary({ gpu: false, buildType: 'localBuild' })).rejects.toThrow(
      'built on this machine',
    );
    await expect(findLibrary(PREBUILT, { platform: 'aix', arch: 'ppc64' })).rejects.toThrow('aix');
    await expect(findLibrary(PREBUILT, { platform: 'linux', arch: 'none' })).rejects.toThrow();
  });

  it('is refused when it is another release', () => {
    expect(() => checkRelease({ ...native, llama_version: returning('0.5.0') })).toThrow('0.5.0');
    const context = { ...native.llama_context_default_params(), n_batch: 512 };
    expect(() => checkRelease({ ...native, llama_context_default_params: returning(context) })).toThrow(
      'n_batch',
    );
    const model = { ...native.llama_model_default_params(), devices: 4096n };
    expect(() => checkRelease({ ...native, llama_model_default_params: returning(model) })).toThrow(
      'devices',
    );
  });

  it('is refused for models that it can’t decode as it must', () => {
    const decoder = { ...native, llama_model_has_decoder: returning(true) };
    for (const name of ['has_encoder', 'is_recurrent', 'is_hybrid', 'is_diffusion'] as const) {
      decoder[`llama_model_${name}`] = returning(false);
    }
    expect(() => checkModel(decoder, 1n)).not.toThrow();
    expect(() => checkModel({ ...decoder, llama_model_has_encoder: returning(true) }, 1n)).toThrow('encoder');
    expect(() => checkModel({ ...decoder, llama_model_is_recurrent: returning(true) }, 1n)).toThrow(
      'recurrent',
    );
    expect(() => checkModel({ ...decoder, llama_model_is_hybrid: returning(true) }, 1n)).toThrow('recurrent');
  });
});

describe('node-llama-cpp takes over', () => {
  const garbage = path.join(folder, 'garbage.so');
  writeFileSync(garbage, 'not a library');
  it.each([
    ['where the file is missing', () => path.join(folder, 'missing.so')],
    ['where the file is no library', () => garbage],
    ['where the library is another one', () => path.join(path.dirname(file), anotherLibrary())],
  ])('%s, and the log says why', async (_, find) => {
    lines.length = 0;
    const direct = (load: PreparedLoad) => loadDirect(load, () => Promise.resolve(find()));
    const { engine } = await loadByBinding(prepared(), 'auto', direct);
    expect(engine).toBeInstanceOf(LlamaEngine);
    expect(lines).toEqual([expect.stringMatching(/^llama\.cpp is not called directly: .+/)]);
    await engine.sync(engine.vocabulary.tokenize('def main():\n    '), never);
    await engine.dispose();
    await expect(loadByBinding(prepared(), 'direct', direct)).rejects.toThrow();
  });

  it('where it is named, or nothing but a name that nobody knows is refused', async () => {
    const { engine } = await loadByBinding(prepared(), 'node-llama-cpp');
    expect(engine).toBeInstanceOf(LlamaEngine);
    await engine.dispose();
    await expect(loadByBinding(prepared(), 'other')).rejects.toThrow('TOKOSCOPE_BINDING');
  });

  it('not where the library is the right one', async () => {
    const { engine } = await loadByBinding(prepared(), 'auto');
    expect(engine).toBeInstanceOf(DirectEngine);
    await engine.dispose();
  });
});

function anotherLibrary(): string {
  return libraryName(false, process).replace('llama', 'ggml');
}

function returning<T>(value: T) {
  return Object.assign(() => value, { async: () => undefined });
}
