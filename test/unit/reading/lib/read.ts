import { afterAll, vi } from 'vitest';
import type { Engine } from '../../../../sidecar/engine/engine';
import { surprisal, type SurprisalRun } from '../../../../sidecar/reading/surprisal';
import type { LoadedModel, SurprisalParams, SurprisalResult } from '../../../../sidecar/protocol';
import { cpu, never, openEngine } from '../../sidecar/lib/openEngine';

/** Ways to call llama.cpp; readings must not depend on them. */
export const BINDINGS = ['node-llama-cpp', 'direct'] as const;

export async function openWith(
  binding: (typeof BINDINGS)[number],
  file: string,
  contextSize = 2048,
): Promise<Engine> {
  vi.stubEnv('TOKOSCOPE_BINDING', binding);
  afterAll(() => vi.unstubAllEnvs());
  return (await openEngine(file, { spec: { ...cpu, contextSize } })).engine;
}

const info = { name: 'a model' } as LoadedModel;

export function read(
  engine: Engine,
  text: string,
  changes: Partial<SurprisalParams> = {},
  run: Partial<SurprisalRun> = {},
): Promise<SurprisalResult> {
  const spec = { ...cpu, model: 'a model' };
  return surprisal(
    { engine, info },
    { spec, documentId: 'a', text, top: 0, ...changes },
    { signal: never, onProgress: () => undefined, ...run },
  );
}
