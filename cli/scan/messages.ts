import type { CountedFile } from '../../language-tokenizers/scan/counter';
import type { FoundFile } from '../../language-tokenizers/scan/files';
import type { KnownCounts } from './countFiles';

/** What a worker is started with. */
export interface WorkerData {
  /** Names or paths of tokenizers, with commas between them. */
  readonly tokenizers: string;
  /** Folder of the assets. */
  readonly assets: string;
  readonly known?: KnownCounts | undefined;
}

/** To a worker. */
export interface CountRequest {
  readonly files: readonly FoundFile[];
}

/** From a worker: 'ready' once its tokenizers are open, then an answer to each request, in their order. */
export type FromWorker = 'ready' | { readonly counted: readonly CountedFile[] };
