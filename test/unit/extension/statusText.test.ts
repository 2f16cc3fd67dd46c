import { describe, expect, test } from 'vitest';
import { statusText } from '../../../extension/completion/statusText';
import { ASLEEP, type ServiceState } from '../../../extension/completion/serviceState';
import type { LoadedModel } from '../../../sidecar/protocol';

const model: LoadedModel = {
  name: 'SmolLM2 135M Instruct',
  path: '/models/a.gguf',
  architecture: 'llama',
  fileBytes: 98_362_432,
  contextSize: 4096,
  trainedContextSize: 8192,
  vocabularySize: 49_152,
  backend: 'CPU',
  gpuLayers: 0,
  totalLayers: 31,
  threads: 1,
  fim: { family: 'none', note: 'It has no fill-in-the-middle tokens.' },
  loadMs: 300,
  notes: ['No usable GPU: running on the CPU.'],
};
const running: ServiceState = { ...ASLEEP, sidecar: { kind: 'running', pid: 1 }, model };

describe('the status bar says', () => {
  test('why completion is off', () => {
    expect(statusText(ASLEEP, 'untrusted').tooltip).toMatch(/trusted/);
    expect(statusText(ASLEEP, 'language').text).toBe('$(circle-slash) Completion off');
    expect(statusText(ASLEEP, 'battery').text).toBe('$(plug) On battery');
  });
  test('model, backend, mode and last latency', () => {
    expect(statusText({ ...running, lastMs: 420 }, undefined).text).toBe(
      '$(check) SmolLM2 135M Instruct · CPU · prefix only · 420 ms',
    );
    expect(statusText(running, undefined).tooltip).toContain('No usable GPU: running on the CPU.');
  });
  test('which server the model runs on, and when it is away, without a warning', () => {
    const remote: LoadedModel = {
      ...model,
      name: 'qwen2.5-coder',
      path: 'https://models.example',
      endpoint: 'openai',
      backend: 'Server',
      fim: { family: 'qwen' },
      notes: [],
    };
    const { text, tooltip } = statusText({ ...running, model: remote }, undefined);
    expect(text).toBe('$(check) qwen2.5-coder · openai');
    expect(tooltip).toContain('Runs on the server https://models.example (openai)');
    expect(`${text}${tooltip}`).not.toMatch(/CPU|GPU|MB/);
    const unavailable = "The model's server can't be reached.";
    expect(statusText({ ...running, model: remote, unavailable }, undefined)).toEqual({
      text: '$(debug-disconnect) Server away',
      tooltip: unavailable,
      warning: false,
    });
  });
  test('where completions will come from, and that a server says no', () => {
    expect(statusText(ASLEEP, undefined).tooltip).toBe('The model is loaded with the first completion.');
    expect(statusText(ASLEEP, undefined, 'coder on a.example (openai)').tooltip).toBe(
      'Completions come from the server coder on a.example (openai).',
    );
    const spec = { model: '', gpu: 'auto', contextSize: 0, gpuLayers: 'auto', threads: 0 } as const;
    const problem = { spec, message: 'It fails.' };
    expect(statusText({ ...ASLEEP, problem }, undefined).text).toBe('$(warning) No model');
    const endpoint = { kind: 'openai', url: 'https://a.example', model: '', fim: '' } as const;
    const refused = { ...ASLEEP, problem: { spec: { ...spec, endpoint }, message: 'It wants a key.' } };
    expect(statusText(refused, undefined)).toEqual({
      text: '$(warning) Server refuses',
      tooltip: 'It wants a key.',
      warning: true,
    });
  });
  test('that it works', () => {
    expect(statusText({ ...running, running: 1 }, undefined).text).toMatch(/^\$\(sync~spin\)/);
    expect(statusText({ ...ASLEEP, loading: 0.42 }, undefined).text).toBe('$(loading~spin) Loading 42 %');
  });
  test('how far the larger model is, and whether it answered, beside the name of the first', () => {
    const larger = { loading: undefined, answered: undefined, failure: undefined };
    const loading = statusText({ ...running, larger: { ...larger, loading: 0.42 } }, undefined);
    expect(loading.text).toBe('$(check) SmolLM2 135M Instruct · CPU · prefix only · larger model 42 %');
    expect(loading.tooltip).toContain('The larger model is loading: 42 %');
    const answered = statusText({ ...running, larger: { ...larger, answered: 'Big' } }, undefined);
    expect(answered.text).toBe(statusText(running, undefined).text);
    expect(answered.tooltip).toContain('The last answer came from the larger model, Big.');
    const failed = statusText({ ...running, larger: { ...larger, failure: 'No such file.' } }, undefined);
    expect(failed.tooltip).toContain('The larger model could not answer: No such file.');
    expect(failed.warning).toBe(false);
  });
  test('what is wrong, and only then warns', () => {
    const problem = {
      spec: { model: 'x', gpu: 'auto', contextSize: 0, gpuLayers: 'auto', threads: 0 },
      message: 'No such file.',
    } as const;
    expect(statusText({ ...ASLEEP, problem }, undefined)).toEqual({
      text: '$(warning) No model',
      tooltip: 'No such file.',
      warning: true,
    });
    expect(statusText({ ...ASLEEP, sidecar: { kind: 'failed', reason: 'why' } }, undefined).warning).toBe(
      true,
    );
    expect(statusText({ ...ASLEEP, sidecar: { kind: 'restarting', reason: 'why' } }, undefined).warning).toBe(
      false,
    );
  });
});
