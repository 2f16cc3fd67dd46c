import { describe, expect, it } from 'vitest';
import { LoadRequest } from '../../../sidecar/protocol';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { complete, noVulkan, specOf, start } from '../sidecar/lib/sidecar';

const reason = noVulkan();
const title = 'the Vulkan backend, called directly';

describe.skipIf(reason !== undefined)(reason === undefined ? title : `${title} (skipped: ${reason})`, () => {
  it('offloads every layer and writes what the other binding writes on the CPU', async () => {
    const spec = specOf(tinyModel(), { gpu: 'vulkan', gpuLayers: 99 });
    // Mesa's software driver counts as a CPU, which llama.cpp passes over unless it is named.
    const gpu = await start({ GGML_VK_VISIBLE_DEVICES: '0', TOKOSCOPE_BINDING: 'direct' });
    const model = await gpu.connection.sendRequest(LoadRequest, spec);
    expect(model).toMatchObject({ backend: 'Vulkan', gpuLayers: 3, totalLayers: 3, notes: [] });
    const onGpu = await complete(gpu, { spec, maxTokens: 20 });
    const onCpu = await complete(await start({ TOKOSCOPE_BINDING: 'node-llama-cpp' }), { maxTokens: 20 });
    expect(onGpu.raw).toBe(onCpu.raw);
  }, 120_000);
});
