import { SidecarError } from '../../errors';
import { SidecarErrorCode } from '../../protocol';
import type { Logits } from '../engine';
import { BatchMemory, type BatchEntry } from './batch';
import { callAsync } from './koffi';
import type { Pointer } from './layouts';
import type { Library } from './library';
import type { NativeModel } from './nativeModel';
import { StopFlag } from './stopFlag';

/** Most tokens of one decode call. */
export const MOST_TOKENS = 512;
/** Sequences side by side, the engine's own among them; also the most positions of one call whose logits are read. */
export const MOST_SEQUENCES = 64;
export const MOST_LOGITS = MOST_SEQUENCES;

export interface NativeContextOptions {
  /** Tokens that all sequences have room for together. */
  readonly cells: number;
  readonly threads: number;
  readonly onGpu: boolean;
}

/** How a decode call ended: all evaluated, stopped by the signal, or no room for all of it in the cache. */
export type Decoded = 'done' | 'stopped' | 'full';

/**
 * A context of llama.cpp: the cache of several sequences that share their cells. Not more than one call at a time: the
 * engine takes care of that.
 */
export class NativeContext {
  readonly #library: Library;
  readonly #pointer: Pointer;
  readonly #memory: Pointer;
  readonly #batch: BatchMemory;
  readonly #stop: StopFlag;
  readonly #onGpu: boolean;
  readonly #logits: Logits;
  #evaluatedTokens = 0;

  /** @throws Error when llama.cpp has no memory for it, or understands other numbers than those we gave */
  static async create(
    library: Library,
    model: NativeModel,
    options: NativeContextOptions,
  ): Promise<NativeContext> {
    const stop = new StopFlag(library);
    const params = library.llama_context_default_params();
    params.n_ctx = options.cells;
    params.n_batch = params.n_ubatch = Math.min(MOST_TOKENS, options.cells);
    params.n_seq_max = MOST_SEQUENCES;
    params.n_outputs_max = params.n_outputs_max_per_seq = MOST_LOGITS;
    params.n_threads = params.n_threads_batch = options.threads;
    params.kv_unified = true;
    // With a sliding window, an edit far back would otherwise cost the whole prompt.
    params.swa_full = true;
    if (!options.onGpu) {
      params.abort_callback = stop.callback;
      params.abort_callback_data = stop.data;
    }
    const pointer = await callAsync(library.llama_init_from_model, model.pointer, params);
    if (pointer === null) {
      stop.free();
      throw new Error('llama.cpp could not make a context');
    }
    const understood =
      library.llama_n_ctx_seq(pointer) >= options.cells &&
      library.llama_n_batch(pointer) === params.n_batch &&
      library.llama_n_ubatch(pointer) === params.n_ubatch &&
      library.llama_n_seq_max(pointer) === MOST_SEQUENCES &&
      library.llama_n_threads(pointer) === options.threads;
    const context = new NativeContext(library, pointer, model.vocabularySize, stop, options.onGpu);
    if (understood) return context;
    await context.free();
    throw new Error('llama.cpp understood other context parameters than those given');
  }

  private constructor(
    library: Library,
    pointer: Pointer,
    vocabularySize: number,
    stop: StopFlag,
    onGpu: boolean,
  ) {
    this.#library = library;
    this.#pointer = pointer;
    this.#memory = library.llama_get_memory(pointer);
    this.#batch = new BatchMemory(library, MOST_TOKENS);
    this.#stop = stop;
    this.#onGpu = onGpu;
    this.#logits = new Float32Array(vocabularySize);
  }

  /** Tokens given to {@link decode} so far, of whatever sequence. */
  get evaluatedTokens(): number {
    return this.#evaluatedTokens;
  }

  /** Evaluates at most {@link MOST_TOKENS} tokens, of which at most {@link MOST_LOGITS} ask for logits. */
  async decode(entries: readonly BatchEntry[], signal?: AbortSignal): Promise<Decoded> {
    const stop = () => this.stop();
    this.#stop.set(signal?.aborted === true);
    signal?.addEventListener('abort', stop, { once: true });
    this.#evaluatedTokens += entries.length;
    try {
      const code = await callAsync(this.#library.llama_decode, this.#pointer, this.#batch.fill(entries));
      // A GPU goes on computing after the call.
      if (this.#onGpu) await callAsync(this.#library.llama_synchronize, this.#pointer);
      if (code === 0) return 'done';
      if (code === 1) return 'full';
      if (code === 2) return 'stopped';
      throw new SidecarError(
        SidecarErrorCode.engineFailed,
        `llama.cpp failed to decode (code ${code}): try again.`,
      );
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /** Ends the running call between two operations, on the CPU. */
  stop(): void {
    this.#stop.set(true);
  }

  /** The logits after entry `at` of the last call, which asked for them; good until the next call of this. */
  logits(at: number): Logits {
    const source = this.#library.llama_get_logits_ith(this.#pointer, at);
    if (source === null) {
      throw new SidecarError(SidecarErrorCode.engineFailed, 'llama.cpp has no logits to show: try again.');
    }
    this.#library.memcpy(this.#logits, source, this.#logits.byteLength);
    return this.#logits;
  }

  /** Tokens of a sequence that are in the cache, from its start on. */
  length(sequence: number): number {
    return this.#library.llama_memory_seq_pos_max(this.#memory, sequence) + 1;
  }

  /** Forgets a sequence from a position on; false where the memory can't. */
  forget(sequence: number, from: number): boolean {
    return this.#library.llama_memory_seq_rm(this.#memory, sequence, from, -1);
  }

  forgetAll(): void {
    this.#library.llama_memory_clear(this.#memory, false);
  }

  /** Lets a sequence that is empty begin with all that another holds; they share it. */
  share(from: number, to: number): void {
    this.#library.llama_memory_seq_cp(this.#memory, from, to, -1, -1);
  }

  /** Only while no call is running. */
  async free(): Promise<void> {
    await callAsync(this.#library.llama_free, this.#pointer);
    this.#batch.free();
    this.#stop.free();
  }
}
