import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { GpuChoice, ModelEntry } from './models';
import type { NetworkSettings } from './network';

export interface DownloadParams {
  /** Id of a registry entry, see {@link ModelEntry.id}. */
  readonly model: string;
  readonly network: NetworkSettings;
  /** Names this download in its progress. */
  readonly progressToken: string;
}

export interface DownloadProgress {
  readonly progressToken: string;
  readonly phase: 'fetching' | 'checking';
  /** Bytes fetched (those of an attempt before included), or checked. */
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface DownloadResult {
  /** As it is listed now. */
  readonly model: ModelEntry;
  /** What crossed the network; 0 when the file was there already. */
  readonly fetchedBytes: number;
  /** Of the file, in hexadecimal; "" when it was there already. */
  readonly sha256: string;
  /** The host that sent the file, which is seldom the hub itself; "" when it was there already. */
  readonly host: string;
}

/** What a model can run on. */
export interface Machine {
  /** Free main memory, and free memory of the GPU (0 without one), in bytes. */
  readonly ram: number;
  readonly vram: number;
  readonly cores: number;
  /** Name of the GPU. */
  readonly device?: string;
}

export interface RecommendParams {
  readonly gpu: GpuChoice;
  /** In tokens; 0 as when the sidecar chooses. */
  readonly contextSize: number;
}

export interface Recommendation {
  /** Of a registry entry. */
  readonly id: string;
  /** What running it takes, by estimate. */
  readonly memoryBytes: number;
  /** True of at most one, the first. */
  readonly recommended: boolean;
  /** One sentence, or two. */
  readonly reason: string;
}

export interface RecommendResult {
  readonly machine: Machine;
  /** All models of the registry, the one to take first. */
  readonly models: readonly Recommendation[];
}

/**
 * Fetches a model of the registry from the hub, from where an attempt before it stopped. The file appears under
 * its name when it is whole, has the digest that the hub publishes, and is a GGUF file; a cancelled download keeps
 * what it has for the next one.
 */
export const DownloadRequest = new RequestType<DownloadParams, DownloadResult, void>('models/download');
export const DownloadProgressNotification = new NotificationType<DownloadProgress>('models/progress');
/** Measures what is free and says which model to take, and why. */
export const RecommendRequest = new RequestType<RecommendParams, RecommendResult, void>('models/recommend');
