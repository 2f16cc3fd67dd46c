import type { complete, CompletionModel } from '../../../../sidecar/completion/complete';
import { Drafter } from '../../../../sidecar/drafts/drafter';
import { detectFim } from '../../../../sidecar/fim/index';
import type { LoadedModel } from '../../../../sidecar/protocol';
import { tinyModel } from '../../../lib/gguf/tinyModel.mjs';
import { never, openEngine } from './openEngine';

/** The tiny model as a completion needs it, without drafts; `more` is what a test is about. */
export async function openCompletionModel(more: Partial<CompletionModel> = {}): Promise<CompletionModel> {
  const { engine } = await openEngine(tinyModel());
  return {
    engine,
    format: detectFim(engine.vocabulary, 'qwen2', 'tiny'),
    info: {} as LoadedModel,
    drafter: new Drafter([]),
    ...more,
  };
}

/** A request that comes now, and whose text nobody follows. */
export const runNow = (signal = never): Parameters<typeof complete>[2] => ({
  signal,
  arrivedAt: performance.now(),
  onText: () => undefined,
});
