/**
 * The structures of llama.cpp v0.4.0 that cross the border, member by member as its include/llama.h declares them, and
 * what its default ones hold. Another release may have others: {@link RELEASE} and the defaults are checked before use.
 */
import type { Koffi, NativeType } from './koffi';

/** What `llama_version()` says in the binaries that these layouts describe, and what their file names carry. */
export const RELEASE = { versions: ['0.4.0', '0.4.0-dev'], tag: 'v0.4.0' } as const;

/** A pointer; 0n or null is none. */
export type Pointer = bigint | null;

/** `llama_model_params`, the members that are looked at or set. */
export interface ModelParams {
  n_gpu_layers: number;
  load_mode: number;
  lazy_mode: number;
  progress_callback: Pointer;
  readonly [member: string]: unknown;
}

/** `llama_context_params`, the members that are looked at or set. */
export interface ContextParams {
  n_ctx: number;
  n_batch: number;
  n_ubatch: number;
  n_seq_max: number;
  n_outputs_max: number;
  n_outputs_max_per_seq: number;
  n_threads: number;
  n_threads_batch: number;
  abort_callback: Pointer;
  abort_callback_data: Pointer;
  swa_full: boolean;
  kv_unified: boolean;
  readonly [member: string]: unknown;
}

/** `llama_batch`: its arrays are memory that we hold. */
export interface Batch {
  readonly n_tokens: number;
  readonly token: Pointer;
  readonly embd: Pointer;
  readonly pos: Pointer;
  readonly n_seq_id: Pointer;
  readonly seq_id: Pointer;
  readonly logits: Pointer;
}

/** `enum llama_load_mode` and `enum llama_lazy_mode`. */
export const LOAD_MODE = { plain: 0, memoryMapped: 1 } as const;
export const LAZY_MODE_OFF = 0;

const MODEL_PARAMS = {
  devices: 'void *',
  tensor_buft_overrides: 'void *',
  n_gpu_layers: 'int32_t',
  split_mode: 'int32_t',
  load_mode: 'int32_t',
  lazy_mode: 'int32_t',
  main_gpu: 'int32_t',
  tensor_split: 'void *',
  progress_callback: 'void *',
  progress_callback_user_data: 'void *',
  kv_overrides: 'void *',
  vocab_only: 'bool',
  check_tensors: 'bool',
  use_extra_bufts: 'bool',
  no_host: 'bool',
  no_alloc: 'bool',
  load_mtp: 'bool',
};

const CONTEXT_PARAMS = {
  n_ctx: 'uint32_t',
  n_batch: 'uint32_t',
  n_ubatch: 'uint32_t',
  n_seq_max: 'uint32_t',
  n_rs_seq: 'uint32_t',
  n_outputs_max: 'uint32_t',
  n_outputs_max_per_seq: 'uint32_t',
  n_threads: 'int32_t',
  n_threads_batch: 'int32_t',
  ctx_type: 'int32_t',
  rope_scaling_type: 'int32_t',
  pooling_type: 'int32_t',
  attention_type: 'int32_t',
  flash_attn_type: 'int32_t',
  rope_freq_base: 'float',
  rope_freq_scale: 'float',
  yarn_ext_factor: 'float',
  yarn_attn_factor: 'float',
  yarn_beta_fast: 'float',
  yarn_beta_slow: 'float',
  yarn_orig_ctx: 'uint32_t',
  defrag_thold: 'float',
  cb_eval: 'void *',
  cb_eval_user_data: 'void *',
  type_k: 'int32_t',
  type_v: 'int32_t',
  abort_callback: 'void *',
  abort_callback_data: 'void *',
  embeddings: 'bool',
  offload_kqv: 'bool',
  no_perf: 'bool',
  op_offload: 'bool',
  swa_full: 'bool',
  kv_unified: 'bool',
  samplers: 'void *',
  n_samplers: 'size_t',
  ctx_other: 'void *',
};

const BATCH = {
  n_tokens: 'int32_t',
  token: 'void *',
  embd: 'void *',
  pos: 'void *',
  n_seq_id: 'void *',
  seq_id: 'void *',
  logits: 'void *',
};

/** What `llama_model_default_params()` gives: every member that is not a null pointer. */
export const MODEL_DEFAULTS: Readonly<Record<string, unknown>> = {
  n_gpu_layers: -1,
  split_mode: 1,
  load_mode: -1,
  lazy_mode: 1,
  main_gpu: 0,
  vocab_only: false,
  check_tensors: false,
  use_extra_bufts: true,
  no_host: false,
  no_alloc: false,
  load_mtp: false,
};

/** What `llama_context_default_params()` gives: the same. */
export const CONTEXT_DEFAULTS: Readonly<Record<string, unknown>> = {
  n_ctx: 512,
  n_batch: 2048,
  n_ubatch: 512,
  n_seq_max: 1,
  n_rs_seq: 0,
  n_outputs_max: 0,
  n_outputs_max_per_seq: 1,
  n_threads: 4,
  n_threads_batch: 4,
  ctx_type: 0,
  rope_scaling_type: -1,
  pooling_type: -1,
  attention_type: -1,
  flash_attn_type: -1,
  rope_freq_base: 0,
  rope_freq_scale: 0,
  yarn_ext_factor: -1,
  yarn_attn_factor: -1,
  yarn_beta_fast: -1,
  yarn_beta_slow: -1,
  yarn_orig_ctx: 0,
  defrag_thold: -1,
  type_k: 1,
  type_v: 1,
  embeddings: false,
  offload_kqv: true,
  no_perf: true,
  op_offload: true,
  swa_full: true,
  kv_unified: false,
  n_samplers: 0,
};

export interface Layouts {
  readonly modelParams: NativeType;
  readonly contextParams: NativeType;
  readonly batch: NativeType;
}

export function layouts(koffi: Koffi): Layouts {
  return {
    modelParams: koffi.struct(MODEL_PARAMS),
    contextParams: koffi.struct(CONTEXT_PARAMS),
    batch: koffi.struct(BATCH),
  };
}

/** Names of members whose value is not the one expected, or which point somewhere where they should not. */
export function unexpectedMembers(
  read: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): string[] {
  return Object.keys(read).filter((name) => {
    const value = read[name];
    return name in expected ? value !== expected[name] : value !== null && value !== 0n;
  });
}
