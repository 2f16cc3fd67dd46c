/** What the extension offers to other extensions (and to its own tests) through `exports`. */
import type * as vscode from 'vscode';
import type { CompleteResult, WorkResult } from '../sidecar/protocol';
import type { ServiceState } from './completion/completionService';
import type { ProvidedCompletions } from './completion/observedProvider';
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
  /** For measurements; absent as {@link completionState} is. */
  readonly completionWork: CompletionWork | undefined;
}

export interface CompletionWork {
  /** What the model process has done since it was started; undefined while there is none. */
  readonly done: () => Promise<WorkResult | undefined>;
  /** What the editor got when it asked for completions, also where that was nothing. */
  readonly onDidProvide: vscode.Event<ProvidedCompletions>;
}

export interface CompletionState extends ServiceState {
  /** The last answer of the model in this session. */
  readonly last: CompleteResult | undefined;
}
