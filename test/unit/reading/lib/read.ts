import type { Engine } from '../../../../sidecar/engine/engine';
import type { Binding } from '../../../../sidecar/engine/llama/binding';
import { surprisal, type SurprisalRun } from '../../../../sidecar/reading/surprisal';
import type { LoadedModel, SurprisalParams, SurprisalResult } from '../../../../sidecar/protocol';
import { cpu, never, openEngine } from '../../sidecar/lib/openEngine';

/** Ways to call llama.cpp; readings must not depend on them. */
export const BINDINGS: readonly Binding[] = ['node-llama-cpp', 'direct'];

export async function openWith(binding: Binding, file: string, contextSize = 2048): Promise<Engine> {
  return (await openEngine(file, { spec: { ...cpu, contextSize } }, binding)).engine;
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
