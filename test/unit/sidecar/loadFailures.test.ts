import { getLlama, type Llama } from 'node-llama-cpp';
import { expect, it, vi } from 'vitest';
import { openBackend } from '../../../sidecar/engine/llama/backend';
import { SidecarErrorCode } from '../../../sidecar/protocol';
import { createLoader } from '../../../sidecar/server/loadModel';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never } from './lib/openEngine';
import { specOf } from './lib/sidecar';

// The real library but for opening a backend, which can't be made to fail otherwise.
vi.mock(import('node-llama-cpp'), async (original) => ({
  ...(await original()),
  getLlama: vi.fn(),
}));

it('a backend that does not open is a failure to load', async () => {
  vi.mocked(getLlama).mockRejectedValueOnce(new Error('No binary found\nsome help'));
  const loading = createLoader({ log: () => undefined })(specOf(tinyModel()), never, () => undefined);
  await expect(loading).rejects.toMatchObject({
    code: SidecarErrorCode.loadFailed,
    message: 'The model could not be loaded: No binary found',
  });
});

it('whatever else goes wrong is a failure to load', async () => {
  const load = createLoader({ log: () => undefined });
  await expect(load(specOf('/no\0name'), never, () => undefined)).rejects.toMatchObject({
    code: SidecarErrorCode.loadFailed,
  });
});

it('a GPU build whose devices can’t be read is left as it is, for models that use it, and the CPU takes over', async () => {
  const dispose = vi.fn(() => Promise.resolve());
  const getGpuDeviceNames = () => Promise.reject(new Error('driver lost'));
  const cpu: unknown = {};
  vi.mocked(getLlama).mockClear();
  vi.mocked(getLlama)
    .mockResolvedValueOnce({ getGpuDeviceNames, dispose } as unknown as Llama)
    .mockResolvedValueOnce(cpu as Llama);
  const lines: string[] = [];
  for (let time = 0; time < 2; time++) {
    const opened = await openBackend('vulkan', (_, line) => lines.push(line));
    expect(opened).toMatchObject({ llama: cpu, backend: 'CPU' });
  }
  expect(dispose).not.toHaveBeenCalled();
  expect(getLlama).toHaveBeenCalledTimes(2);
  expect(lines).toEqual(['Vulkan: driver lost', 'Vulkan: driver lost']);
});
