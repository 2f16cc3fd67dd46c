import type { Llama } from 'node-llama-cpp';
import type { Tokenizer } from '../../../language-tokenizers/bpe/tokenizer';
import type { TokenizerCache } from '../../../language-tokenizers/registry/host';
import type { ModelSpec } from '../../protocol';
import type { Engine } from '../engine';
import type { NativeLog, OpenBackend } from './backend';

/** What to load, after the file was found and its header read. */
export interface LoadRequest {
  readonly path: string;
  readonly spec: Omit<ModelSpec, 'model'>;
  readonly trainedContextSize: number;
  readonly log: NativeLog;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
  /** Called when the backend is known, before the weights are read; throws when they can't fit. */
  readonly preflight: (plan: LoadPlan) => void;
  /** Where what is worked out of a vocabulary is kept. */
  readonly tokenizerCache?: TokenizerCache;
}
export interface LoadPlan {
  readonly contextSize: number;
  /** Free memory of the GPU in bytes; 0 without one. */
  readonly freeVram: number;
}

/** What a binding needs to know to load a model, once the backend is open. */
export interface PreparedLoad {
  readonly llama: Llama;
  readonly request: LoadRequest;
  /** In tokens. */
  readonly contextSize: number;
  /** Tokens of a prompt evaluated between two looks at a cancellation. */
  readonly promptChunk: number;
  readonly threads: number;
  readonly onGpu: boolean;
  /** Of the model's vocabulary; undefined where we have none. */
  readonly tokenizer: Tokenizer | undefined;
}

/** A model in memory, ready to decode. */
export interface LoadedModelParts {
  readonly engine: Engine;
  readonly gpuLayers: number;
  readonly totalLayers: number;
  readonly threads: number;
}

export interface LoadedEngine extends LoadedModelParts, Omit<OpenBackend, 'llama'> {}
