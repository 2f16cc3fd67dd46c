import { InsufficientMemoryError, type Llama, type LlamaModel } from 'node-llama-cpp';
import { reasonOf, SidecarError } from '../../errors';
import { SidecarErrorCode, type ModelSpec } from '../../protocol';
import type { Engine } from '../engine';
import { openBackend, type NativeLog, type OpenBackend } from './backend';
import { LlamaEngine } from './llamaEngine';
import { threadCount } from './threads';
import { LlamaVocabulary } from './vocabulary';

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
}
export interface LoadPlan {
  readonly contextSize: number;
  /** Free memory of the GPU in bytes; 0 without one. */
  readonly freeVram: number;
}

/** A loaded model, ready to decode. */
export interface LoadedEngine extends Omit<OpenBackend, 'llama'> {
  readonly engine: Engine;
  readonly gpuLayers: number;
  readonly totalLayers: number;
  readonly threads: number;
}

/** Context length in tokens when the user leaves it to us: what completion needs, not what the model could do. */
const DEFAULT_CONTEXT = { cpu: 4096, gpu: 8192 };
/** Tokens evaluated between two looks at a cancellation: about a tenth of a second of work on each. */
const PROMPT_CHUNK = { cpu: 64, gpu: 256 };
const BATCH = 512;

function contextSizeFor(asked: number, trained: number, onGpu: boolean): number {
  const size = asked > 0 ? asked : onGpu ? DEFAULT_CONTEXT.gpu : DEFAULT_CONTEXT.cpu;
  return trained > 0 ? Math.min(size, trained) : size;
}

export async function loadLlama(request: LoadRequest): Promise<LoadedEngine> {
  const threads = threadCount(request.spec.threads);
  let opened: Llama | undefined;
  try {
    const { llama, ...backend } = await openBackend(request.spec.gpu, threads, request.log);
    opened = llama;
    return await loadInto(llama, backend, threads, request);
  } catch (error) {
    await opened?.dispose();
    throw toSidecarError(error, request.signal);
  }
}

async function loadInto(
  llama: Llama,
  backend: Omit<OpenBackend, 'llama'>,
  threads: number,
  request: LoadRequest,
): Promise<LoadedEngine> {
  const onGpu = backend.backend !== 'CPU';
  const kind = onGpu ? 'gpu' : 'cpu';
  const contextSize = contextSizeFor(request.spec.contextSize, request.trainedContextSize, onGpu);
  const freeVram = onGpu ? (await llama.getVramState()).free : 0;
  request.preflight({ contextSize, freeVram });

  const model = await llama.loadModel({
    modelPath: request.path,
    gpuLayers: gpuLayers(request.spec.gpuLayers, contextSize),
    defaultContextFlashAttention: 'auto',
    loadSignal: request.signal,
    onLoadProgress: request.onProgress,
  });
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
    vocabulary: new LlamaVocabulary(model),
    promptChunk: PROMPT_CHUNK[kind],
    dispose: () => llama.dispose(),
  });
  const totalLayers = model.fileInsights.totalLayers;
  const notes = [...backend.notes, ...layerNotes(model, onGpu, totalLayers)];
  return { ...backend, engine, gpuLayers: model.gpuLayers, totalLayers, threads, notes };
}

function gpuLayers(asked: number | 'auto', contextSize: number) {
  return asked === 'auto' ? { fitContext: { contextSize } } : asked;
}

function layerNotes(model: LlamaModel, onGpu: boolean, totalLayers: number): string[] {
  if (!onGpu || model.gpuLayers >= totalLayers) return [];
  return [`${model.gpuLayers} of ${totalLayers} layers are on the GPU; the rest run on the CPU.`];
}

/** What the user is told of a failure to load, whatever was thrown. */
export function toSidecarError(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof SidecarError || signal.aborted) return signal.aborted ? signal.reason : error;
  if (error instanceof InsufficientMemoryError) {
    const message = `${reasonOf(error)} Choose a smaller model or a shorter context.`;
    return new SidecarError(SidecarErrorCode.insufficientMemory, message, { cause: error });
  }
  const message = `The model could not be loaded: ${reasonOf(error)}`;
  return new SidecarError(SidecarErrorCode.loadFailed, message, { cause: error });
}
