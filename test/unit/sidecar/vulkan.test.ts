import { describe, expect, it } from 'vitest';
import { LoadRequest } from '../../../sidecar/protocol';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { complete, noVulkan, specOf, start } from './lib/sidecar';

/** Mesa's software driver counts as a CPU, which llama.cpp passes over unless it is named. */
const NAMED = { GGML_VK_VISIBLE_DEVICES: '0' };
const reason = noVulkan();
const title = 'the Vulkan backend';

describe.skipIf(reason !== undefined)(reason === undefined ? title : `${title} (skipped: ${reason})`, () => {
  it('offloads every layer and writes what the CPU writes', async () => {
    const spec = specOf(tinyModel(), { gpu: 'vulkan', gpuLayers: 99 });
    const gpu = await start(NAMED);
    const model = await gpu.connection.sendRequest(LoadRequest, spec);
    expect(model).toMatchObject({ backend: 'Vulkan', gpuLayers: 3, totalLayers: 3, notes: [] });
    expect(model.device).toMatch(/llvmpipe|\w/);
    const onGpu = await complete(gpu, { spec, maxTokens: 20 });
    expect(onGpu.stats.generated).toBe(20);
    const onCpu = await complete(await start(), { maxTokens: 20 });
    expect(onGpu.raw).toBe(onCpu.raw);

    const next = await complete(gpu, { spec, maxTokens: 4 });
    expect(next.stats.evaluated).toBeLessThanOrEqual(3);
  }, 120_000);

  it('puts some layers on the GPU when told, and says so', async () => {
    const spec = specOf(tinyModel(), { gpu: 'vulkan', gpuLayers: 1 });
    const model = await (await start(NAMED)).connection.sendRequest(LoadRequest, spec);
    expect(model).toMatchObject({
      backend: 'Vulkan',
      gpuLayers: 1,
      notes: ['1 of 3 layers are on the GPU; the rest run on the CPU.'],
    });
  }, 120_000);
});
