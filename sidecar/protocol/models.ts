import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { NetworkSettings } from './network';

/** Id of the registry entry that is taken when nothing is chosen: the model that ships with Tokoscope. */
export const DEFAULT_MODEL = 'tokoscope-code';

export type GpuChoice = 'auto' | 'cuda' | 'vulkan' | 'metal' | 'cpu';
/** Server: a server of the user's own choice, which does not say what it runs on. */
export type Backend = 'CUDA' | 'Vulkan' | 'Metal' | 'CPU' | 'Server';

/** Servers that a model may run on: the APIs they speak. */
export type EndpointKind = 'llama-server' | 'openai' | 'ollama';

/** A model that runs on a server of the user's own choice. */
export interface EndpointSpec {
  readonly kind: EndpointKind;
  /** http or https, without the API's own path, for example "http://127.0.0.1:8012". */
  readonly url: string;
  /** The model's name there; "" for the one that the server has, if it has one only. */
  readonly model: string;
  /**
   * How it is asked to fill in the middle: a family of the prompt formats ("qwen", "starcoder", …), whose markers the
   * server reads in the prompt's text; "suffix", or "": by the request's own field; "none": it continues the text
   * before the cursor. llama-server knows its model's markers itself, and this is without meaning there.
   */
  readonly fim: string;
  /** Sent as a bearer token, to this server alone; never logged. */
  readonly apiKey?: string;
  /** How it is reached; a server on this machine is never asked through a proxy. */
  readonly network?: NetworkSettings;
}

/** Which model to run and how. Two equal specifications share one loaded model. */
export interface ModelSpec {
  /** Absolute path of a GGUF file, or the id of a registry entry (see {@link ModelEntry.id}). */
  readonly model: string;
  readonly gpu: GpuChoice;
  /** Context length in tokens; 0 lets the sidecar choose (at most the trained length). */
  readonly contextSize: number;
  /** Layers to put on the GPU: 'auto' fits what memory allows. */
  readonly gpuLayers: number | 'auto';
  /** CPU threads; 0 lets the sidecar choose (one less than the cores, at least 1). */
  readonly threads: number;
  /** A smaller model with the same vocabulary that guesses ahead: path or id as in `model`; none if absent or "". */
  readonly draftModel?: string;
  /** The model runs there, and all else but its name is without meaning. */
  readonly endpoint?: EndpointSpec;
}

/** How a model is asked to fill in the middle. */
export interface FimInfo {
  /** Family of the prompt format ("qwen", "starcoder", "codellama", …), or "none": prefix only. */
  readonly family: string;
  /** One sentence for the user when the family is "none". */
  readonly note?: string;
}

export interface LoadedModel {
  /** Short name for the status bar, for example "SmolLM2 135M Instruct". */
  readonly name: string;
  /** Of its file; of a model on a server, the server's address without credentials. */
  readonly path: string;
  /** Of a model on a server, which tells neither sizes nor layers: they are 0 then, and the architecture is "". */
  readonly endpoint?: EndpointKind;
  readonly architecture: string;
  readonly fileBytes: number;
  readonly contextSize: number;
  readonly trainedContextSize: number;
  readonly vocabularySize: number;
  readonly backend: Backend;
  /** Name of the device when the backend is a GPU. */
  readonly device?: string;
  readonly gpuLayers: number;
  readonly totalLayers: number;
  readonly threads: number;
  readonly fim: FimInfo;
  readonly loadMs: number;
  /** What the user should know, for example "No usable GPU: running on the CPU." */
  readonly notes: readonly string[];
}

/** An entry of the model registry. */
export interface ModelEntry {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly parameters: string;
  readonly quantisation: string;
  readonly licence: string;
  /** Of the file that is there, else of the one that would be fetched. */
  readonly fileBytes: number;
  /** True where `fileBytes` follows from parameters and quantisation, and no file was looked at. */
  readonly estimated: boolean;
  /** Bytes of memory that running it takes, with the context length that the sidecar chooses; 0 when not known. */
  readonly memoryBytes: number;
  /** True for what `models/download` can fetch. */
  readonly downloadable: boolean;
  /** Where the file comes from, for the user to read. */
  readonly source: string;
  /** Where the file is, or would be. */
  readonly path: string;
  readonly installed: boolean;
  readonly fim: FimInfo;
}

/** What a server was asked for, and had. */
export interface ServerModels {
  /** Names of its models, as it lists them. */
  readonly models: readonly string[];
}

/** Sent while a model loads: `fraction` runs from 0 to 1. */
export interface LoadProgress {
  readonly model: string;
  readonly fraction: number;
}

export interface TokenizeParams {
  readonly spec: ModelSpec;
  readonly text: string;
}
export interface TokenizeResult {
  readonly ids: readonly number[];
}

/** Loads a model ahead of the first completion. */
export const LoadRequest = new RequestType<ModelSpec, LoadedModel, void>('model/load');
/** Frees every loaded model. */
export const UnloadRequest = new RequestType<null, null, void>('model/unload');
export const ModelsRequest = new RequestType<null, readonly ModelEntry[], void>('models');
/** Asks a server for its models, at once: whatever it failed at before. */
export const ServerModelsRequest = new RequestType<EndpointSpec, ServerModels, void>('servers/models');
export const TokenizeRequest = new RequestType<TokenizeParams, TokenizeResult, void>('tokenize');
export const LoadProgressNotification = new NotificationType<LoadProgress>('model/progress');
