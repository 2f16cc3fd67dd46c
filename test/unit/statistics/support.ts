import { addData, NOTHING, type StatisticsData } from '../../../extension/statistics/data';
import { Statistics } from '../../../extension/statistics/statistics';
import type { CompleteResult } from '../../../sidecar/protocol';

/** An answer of 100 prompt tokens, 90 of them reused. */
export function answerOf(change: Partial<CompleteResult> = {}, totalMs = 100): CompleteResult {
  return {
    text: 'x',
    raw: 'x',
    stop: 'end',
    filters: [],
    stats: {
      promptTokens: 100,
      evaluated: 10,
      reused: 90,
      generated: 5,
      decodes: 2,
      drafted: 4,
      accepted: 3,
      drafts: { ngram: { drafts: 1, drafted: 4, accepted: 3, steps: 2 } },
      boundary: { method: 'off', paths: 0, branchTokens: 0 },
      firstTokenMs: totalMs / 2,
      totalMs,
    },
    model: {
      name: 'Small',
      path: '/models/small.gguf',
      architecture: 'llama',
      fileBytes: 1,
      contextSize: 1,
      trainedContextSize: 1,
      vocabularySize: 1,
      backend: 'CPU',
      gpuLayers: 0,
      totalLayers: 1,
      threads: 1,
      fim: { family: 'none' },
      loadMs: 1,
      notes: [],
    },
    ...change,
  };
}

/** Statistics, and what they have counted so far. */
export function counting(): { readonly statistics: Statistics; readonly data: () => StatisticsData } {
  let data = NOTHING;
  const statistics = new Statistics((more) => {
    data = addData(data, more);
  });
  return { statistics, data: () => data };
}
