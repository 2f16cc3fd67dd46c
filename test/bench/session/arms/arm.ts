import type * as vscode from 'vscode';
import type { ProvidedCompletions } from '../../../../extension/completion/observedProvider';
import type { ArmWork } from '../hostInput';

/** One of the programs that complete, inside the editor. */
export interface Arm {
  readonly onDidProvide: vscode.Event<ProvidedCompletions>;
  /** The answer of the model that an item is of, and what it cost. */
  answerOf(
    item: vscode.InlineCompletionItem,
  ): { readonly answer: object; readonly tokens: number } | undefined;
  work(): Promise<ArmWork>;
  close(): Promise<void>;
}
