import { checkModel } from './checks';
import { callAsync } from './koffi';
import { LAZY_MODE_OFF, LOAD_MODE, type Pointer } from './layouts';
import type { Library } from './library';

export interface NativeModelOptions {
  readonly path: string;
  readonly gpuLayers: number;
  readonly useMmap: boolean;
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

/** A model's weights in memory. */
export interface NativeModel {
  readonly pointer: Pointer;
  readonly vocabularySize: number;
  free(): Promise<void>;
}

/**
 * Reads a model's weights, on another thread.
 *
 * @throws the signal's reason when it aborts, or an Error when llama.cpp can't load the model or this engine can't
 *   decode its kind; nothing stays in memory then
 */
export async function loadNativeModel(library: Library, options: NativeModelOptions): Promise<NativeModel> {
  const { koffi } = library;
  const { signal } = options;
  // llama.cpp's thread waits for this one's answer: false ends the load.
  const progress = koffi.register(
    (fraction: number) => {
      if (!signal.aborted) options.onProgress(fraction);
      return !signal.aborted;
    },
    koffi.pointer(koffi.proto('bool', ['float', 'void *'])),
  );
  let pointer: Pointer;
  try {
    const params = library.llama_model_default_params();
    params.n_gpu_layers = options.gpuLayers;
    params.load_mode = options.useMmap ? LOAD_MODE.memoryMapped : LOAD_MODE.plain;
    params.lazy_mode = LAZY_MODE_OFF;
    params.progress_callback = progress;
    pointer = await callAsync(library.llama_model_load_from_file, options.path, params);
  } finally {
    koffi.unregister(progress);
  }
  const free = () => callAsync(library.llama_model_free, pointer);
  if (pointer === null) {
    signal.throwIfAborted();
    throw new Error('llama.cpp could not load the model');
  }
  try {
    signal.throwIfAborted();
    checkModel(library, pointer);
  } catch (error) {
    await free();
    throw error;
  }
  return {
    pointer,
    vocabularySize: library.llama_vocab_n_tokens(library.llama_model_get_vocab(pointer)),
    free,
  };
}
