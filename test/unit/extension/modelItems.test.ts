import { describe, expect, it } from 'vitest';
import { downloadSteps } from '../../../extension/models/downloadProgress';
import { modelItems } from '../../../extension/models/modelItems';
import type { ModelEntry } from '../../../sidecar/protocol';

function model(id: string, changes: Partial<ModelEntry> = {}): ModelEntry {
  return {
    id,
    name: id.toUpperCase(),
    family: 'F',
    parameters: '1B',
    quantisation: 'Q8_0',
    licence: 'MIT',
    fileBytes: 531_068_128,
    estimated: true,
    memoryBytes: 0,
    source: 'the hub',
    path: `/models/${id}.gguf`,
    installed: false,
    downloadable: true,
    fim: { family: 'qwen' },
    ...changes,
  };
}

describe('the model picker', () => {
  const models = [
    model('small', { installed: true, estimated: false }),
    model('large'),
    model('best'),
    model('/models/mine.gguf', { installed: true, parameters: '', quantisation: '', licence: '' }),
  ];
  const advice = [
    { id: 'best', memoryBytes: 1e9, recommended: true, reason: 'Fits.' },
    { id: 'large', memoryBytes: 9e9, recommended: false, reason: 'Needs 9.0 GB.' },
    { id: 'small', memoryBytes: 2e8, recommended: false, reason: 'Is small.' },
  ];

  it('has the recommended model on top, with the reason', () => {
    expect(modelItems(models, advice, '/models/small.gguf')).toMatchObject([
      {
        section: 'recommended',
        label: 'BEST',
        description: '1B · Q8_0 · ≈ 531 MB · MIT',
        detail: 'Fits. Not on this machine, from the hub',
      },
      {
        section: 'installed',
        label: '$(check) SMALL',
        description: '1B · Q8_0 · 531 MB · MIT',
        detail: 'Is small. /models/small.gguf',
      },
      { section: 'installed', label: '/MODELS/MINE.GGUF', description: '≈ 531 MB' },
      { section: 'known', label: 'LARGE', detail: 'Needs 9.0 GB. Not on this machine, from the hub' },
    ]);
  });

  it('lists them all without advice', () => {
    const items = modelItems(models, [], 'small');
    expect(items.map(({ section }) => section)).toEqual(['installed', 'installed', 'known', 'known']);
    expect(new Set(items.map((item) => item.model))).toEqual(new Set(models));
  });
});

describe('the progress of a download', () => {
  it('goes to the end and never back', () => {
    const step = downloadSteps();
    const at = (phase: 'fetching' | 'checking', bytes: number): { increment: number; message: string } =>
      step({ progressToken: '', phase, bytes, totalBytes: 2e9 });
    const steps = [at('fetching', 1e9), at('fetching', 0), at('fetching', 2e9), at('checking', 2e9)];
    expect(steps.map(({ increment }) => increment)).toEqual([47.5, 0, 47.5, 5]);
    expect(steps[0]!.message).toBe('1.0 GB of 2.0 GB');
    expect(steps[3]!.message).toBe('checking, 2.0 GB of 2.0 GB');
  });
});
