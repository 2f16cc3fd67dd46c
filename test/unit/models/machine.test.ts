import { describe, expect, it } from 'vitest';
import { LoadRequest, RecommendRequest } from '../../../sidecar/protocol';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { noVulkan, specOf, start } from '../sidecar/lib/sidecar';

const reason = noVulkan();
const title = 'a GPU';

describe.skipIf(reason !== undefined)(reason === undefined ? title : `${title} (skipped: ${reason})`, () => {
  it('is measured, whether a model is on it or not', async () => {
    // Mesa's software driver counts as a CPU, which llama.cpp passes over unless it is named.
    const { connection } = await start({ GGML_VK_VISIBLE_DEVICES: '0' });
    const params = { gpu: 'vulkan', contextSize: 0 } as const;
    for (const loaded of [false, true]) {
      if (loaded) await connection.sendRequest(LoadRequest, specOf(tinyModel(), { gpu: 'vulkan' }));
      const { machine, models } = await connection.sendRequest(RecommendRequest, params);
      expect(machine.vram).toBeGreaterThan(0);
      expect(machine.device).toMatch(/\w/);
      expect(models[0]!.reason).toMatch(/GPU memory|^Needs/);
    }
  }, 120_000);
});
