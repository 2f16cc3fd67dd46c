import type { LlamaModelOptions } from 'node-llama-cpp';
import { LlamaEngine } from './llamaEngine';
import type { LoadedModelParts, PreparedLoad } from './loadRequest';
import { LlamaVocabulary } from './vocabulary';

const BATCH = 512;

/** What node-llama-cpp needs to know to load a model. */
export function loadOptions({ request, contextSize }: PreparedLoad): LlamaModelOptions {
  const { gpuLayers } = request.spec;
  return {
    modelPath: request.path,
    gpuLayers: gpuLayers === 'auto' ? { fitContext: { contextSize } } : gpuLayers,
    defaultContextFlashAttention: 'auto',
    loadSignal: request.signal,
  };
}

/** Loads a model to be decoded through node-llama-cpp's own functions. */
export async function loadWithNodeLlamaCpp(prepared: PreparedLoad): Promise<LoadedModelParts> {
  const { llama, request, contextSize, promptChunk, threads, tokenizer } = prepared;
  const model = await llama.loadModel({ ...loadOptions(prepared), onLoadProgress: request.onProgress });
  try {
    const context = await model.createContext({
      contextSize,
      sequences: 1,
      batchSize: Math.min(BATCH, contextSize),
      flashAttention: 'auto',
      threads,
      // With a sliding window, an edit far back would otherwise cost the whole prompt.
      swaFullCache: true,
      createSignal: request.signal,
    });
    const engine = new LlamaEngine({
      sequence: context.getSequence(),
      vocabulary: new LlamaVocabulary(model, tokenizer),
      promptChunk,
      dispose: async () => {
        await context.dispose();
        await model.dispose();
      },
    });
    return { engine, gpuLayers: model.gpuLayers, totalLayers: model.fileInsights.totalLayers, threads };
  } catch (error) {
    await model.dispose();
    throw error;
  }
}
