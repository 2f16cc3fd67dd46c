/** What the extension offers to other extensions (and to its own tests) through `exports`. */
import type * as vscode from 'vscode';
import type { CompleteResult } from '../sidecar/protocol';
import type { ServiceState } from './completion/completionService';
import type { Counts } from './tokens/service/messages';

export interface TokoscopeApi {
  /** Milliseconds that `activate` took. */
  readonly activationMs: number;
  /** Exact count of a document and, if given, of parts of it; undefined when the document is not analysed. */
  countTokens(
    document: vscode.TextDocument,
    selections?: readonly vscode.Range[],
  ): Promise<Counts | undefined>;
  /** State of the model and its process; absent where there is no completion (the browser). */
  readonly completionState: (() => CompletionState) | undefined;
}

export interface CompletionState extends ServiceState {
  /** The last answer of the model in this session. */
  readonly last: CompleteResult | undefined;
}
