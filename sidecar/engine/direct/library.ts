import { loadKoffi, type Koffi, type NativeFunction, type NativeType } from './koffi';
import { layouts, type Batch, type ContextParams, type ModelParams, type Pointer } from './layouts';
import { cLibraryName } from './libraryFile';

/** The functions of llama.cpp and of the C library that this engine calls, under C's own names. */
export interface Library {
  readonly koffi: Koffi;
  readonly llama_version: NativeFunction<[], string>;
  readonly llama_model_default_params: NativeFunction<[], ModelParams>;
  readonly llama_context_default_params: NativeFunction<[], ContextParams>;
  readonly llama_model_load_from_file: NativeFunction<[file: string, params: ModelParams], Pointer>;
  readonly llama_model_free: NativeFunction<[model: Pointer], void>;
  readonly llama_model_get_vocab: NativeFunction<[model: Pointer], Pointer>;
  readonly llama_vocab_n_tokens: NativeFunction<[vocab: Pointer], number>;
  readonly llama_model_has_encoder: NativeFunction<[model: Pointer], boolean>;
  readonly llama_model_has_decoder: NativeFunction<[model: Pointer], boolean>;
  readonly llama_model_is_recurrent: NativeFunction<[model: Pointer], boolean>;
  readonly llama_model_is_hybrid: NativeFunction<[model: Pointer], boolean>;
  readonly llama_model_is_diffusion: NativeFunction<[model: Pointer], boolean>;
  readonly llama_init_from_model: NativeFunction<[model: Pointer, params: ContextParams], Pointer>;
  readonly llama_free: NativeFunction<[context: Pointer], void>;
  readonly llama_n_ctx_seq: NativeFunction<[context: Pointer], number>;
  readonly llama_n_batch: NativeFunction<[context: Pointer], number>;
  readonly llama_n_ubatch: NativeFunction<[context: Pointer], number>;
  readonly llama_n_seq_max: NativeFunction<[context: Pointer], number>;
  readonly llama_n_threads: NativeFunction<[context: Pointer], number>;
  readonly llama_get_memory: NativeFunction<[context: Pointer], Pointer>;
  readonly llama_memory_clear: NativeFunction<[memory: Pointer, data: boolean], void>;
  readonly llama_memory_seq_rm: NativeFunction<
    [Pointer, sequence: number, from: number, to: number],
    boolean
  >;
  readonly llama_memory_seq_cp: NativeFunction<
    [Pointer, source: number, destination: number, from: number, to: number],
    void
  >;
  readonly llama_memory_seq_pos_min: NativeFunction<[memory: Pointer, sequence: number], number>;
  readonly llama_memory_seq_pos_max: NativeFunction<[memory: Pointer, sequence: number], number>;
  readonly llama_decode: NativeFunction<[context: Pointer, batch: Batch], number>;
  readonly llama_synchronize: NativeFunction<[context: Pointer], void>;
  readonly llama_get_logits_ith: NativeFunction<[context: Pointer, at: number], Pointer>;
  /** Of the C library: `from` and `to` are pointers or typed arrays. */
  readonly memcpy: NativeFunction<[to: Memory, from: Memory, bytes: number], Pointer>;
  /** Address of the C library's `strlen`. */
  readonly strlen: Pointer;
}

export type Memory = Pointer | ArrayBufferView;

const open = new Map<string, Promise<Library>>();

/**
 * Opens the libllama at `file`; opened once for each file, as it can't be closed again.
 *
 * @throws Error when koffi, the library or one of the functions is not there
 */
export function openLibrary(file: string): Promise<Library> {
  let library = open.get(file);
  if (library === undefined) {
    library = loadKoffi().then((koffi) => declare(koffi, file));
    open.set(file, library);
    // What could not be opened may be there next time.
    library.catch(() => open.delete(file));
  }
  return library;
}

function declare(koffi: Koffi, file: string): Library {
  const llama = koffi.load(file);
  const c = koffi.load(cLibraryName(process.platform));
  const { modelParams, contextParams, batch } = layouts(koffi);
  type Type = string | NativeType;
  const of =
    (library: typeof llama) =>
    <Arguments extends unknown[], Result>(name: string, result: Type, ...values: Type[]) =>
      library.func(name, result, values) as unknown as NativeFunction<Arguments, Result>;
  const call = of(llama);
  const pointer = 'void *';
  const int = 'int32_t';
  return {
    koffi,
    llama_version: call('llama_version', 'const char *'),
    llama_model_default_params: call('llama_model_default_params', modelParams),
    llama_context_default_params: call('llama_context_default_params', contextParams),
    llama_model_load_from_file: call('llama_model_load_from_file', pointer, 'const char *', modelParams),
    llama_model_free: call('llama_model_free', 'void', pointer),
    llama_model_get_vocab: call('llama_model_get_vocab', pointer, pointer),
    llama_vocab_n_tokens: call('llama_vocab_n_tokens', int, pointer),
    llama_model_has_encoder: call('llama_model_has_encoder', 'bool', pointer),
    llama_model_has_decoder: call('llama_model_has_decoder', 'bool', pointer),
    llama_model_is_recurrent: call('llama_model_is_recurrent', 'bool', pointer),
    llama_model_is_hybrid: call('llama_model_is_hybrid', 'bool', pointer),
    llama_model_is_diffusion: call('llama_model_is_diffusion', 'bool', pointer),
    llama_init_from_model: call('llama_init_from_model', pointer, pointer, contextParams),
    llama_free: call('llama_free', 'void', pointer),
    llama_n_ctx_seq: call('llama_n_ctx_seq', 'uint32_t', pointer),
    llama_n_batch: call('llama_n_batch', 'uint32_t', pointer),
    llama_n_ubatch: call('llama_n_ubatch', 'uint32_t', pointer),
    llama_n_seq_max: call('llama_n_seq_max', 'uint32_t', pointer),
    llama_n_threads: call('llama_n_threads', int, pointer),
    llama_get_memory: call('llama_get_memory', pointer, pointer),
    llama_memory_clear: call('llama_memory_clear', 'void', pointer, 'bool'),
    llama_memory_seq_rm: call('llama_memory_seq_rm', 'bool', pointer, int, int, int),
    llama_memory_seq_cp: call('llama_memory_seq_cp', 'void', pointer, int, int, int, int),
    llama_memory_seq_pos_min: call('llama_memory_seq_pos_min', int, pointer, int),
    llama_memory_seq_pos_max: call('llama_memory_seq_pos_max', int, pointer, int),
    llama_decode: call('llama_decode', int, pointer, batch),
    llama_synchronize: call('llama_synchronize', 'void', pointer),
    llama_get_logits_ith: call('llama_get_logits_ith', pointer, pointer, int),
    memcpy: of(c)('memcpy', pointer, pointer, pointer, 'size_t'),
    strlen: c.symbol('strlen') as bigint,
  };
}
