import { expect, it, vi } from 'vitest';
import { LlamaEngine } from '../../../sidecar/engine/llama/llamaEngine';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { openEngine } from '../sidecar/lib/openEngine';

// As where it was not installed, or has no binary for the platform.
vi.mock('koffi', () => {
  throw new Error('Cannot find the native Koffi module');
});

it('without koffi, node-llama-cpp takes over and the log says why', async () => {
  vi.stubEnv('TOKOSCOPE_BINDING', 'auto');
  const lines: string[] = [];
  const { engine, notes } = await openEngine(tinyModel(), { log: (_, line) => lines.push(line) });
  expect(engine).toBeInstanceOf(LlamaEngine);
  expect(lines).toContainEqual(expect.stringMatching(/^llama\.cpp is not called directly: .*/));
  expect(notes).toEqual([]);
  vi.unstubAllEnvs();
});
