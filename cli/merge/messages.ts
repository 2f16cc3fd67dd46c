import type { TallyOptions } from '../../language-tokenizers/merging/report/mergeTally';
import type { NamedText } from '../../language-tokenizers/merging/tokenize';
import type { AnalysisData, FileRow } from './analysis';

/** What a worker is started with. */
export interface WorkerData {
  /** Name or path of the tokenizer. */
  readonly tokenizer: string;
  /** Folder of the assets. */
  readonly assets: string;
  /** Ids of strategies. */
  readonly strategies: readonly string[];
  readonly options: TallyOptions;
}

/** To a worker: what to learn from, texts to count, or that there are no more. Each is answered. */
export type ToWorker =
  | { readonly learn: readonly NamedText[] }
  | { readonly count: readonly NamedText[] }
  | { readonly finish: true };

/** From a worker, in the order of what it was sent; `rows` are empty but for texts. */
export interface FromWorker {
  readonly rows: readonly FileRow[];
  readonly data?: AnalysisData;
}
