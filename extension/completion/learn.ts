/** Shows the model process what later answers may repeat: saved files, in a trusted workspace. */
import * as vscode from 'vscode';
import { getSetting } from '../config/configuration';
import type { CompletionService } from './completionService';
import { enabledFor } from './policy';

/** What an accepted completion tells of itself. */
export interface AcceptedText {
  readonly workspace: string;
  /** Its line so far and the completion, LF line ends. */
  readonly text: string;
}

/** Longer files are data. */
const MAX_CHARACTERS = 200_000;
/** Milliseconds after a save: the next one may follow at once. */
const PAUSE = 1000;

/** Identifies the workspace of a document; "" outside of any. */
export function workspaceOf(document: vscode.TextDocument): string {
  return vscode.workspace.getWorkspaceFolder(document.uri)?.uri.toString() ?? '';
}

/** Tells the sidecar of files when they are saved, and of those that are open when it starts. */
export function learnFromWorkspace(service: CompletionService): vscode.Disposable {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const later = (document: vscode.TextDocument): void => {
    const name = document.uri.toString();
    clearTimeout(timers.get(name));
    timers.set(
      name,
      setTimeout(() => {
        timers.delete(name);
        if (!document.isClosed) learn(service, document);
      }, PAUSE),
    );
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidSaveTextDocument(later),
    service.onDidStart(() => vscode.workspace.textDocuments.forEach(later)),
    new vscode.Disposable(() => timers.forEach((timer) => clearTimeout(timer))),
  );
}

function learn(service: CompletionService, document: vscode.TextDocument): void {
  const wanted =
    vscode.workspace.isTrusted &&
    document.uri.scheme !== 'output' &&
    getSetting('completion.drafts') !== 'off' &&
    enabledFor(document.languageId, getSetting('completion.enabled'));
  if (!wanted || document.lineCount > MAX_CHARACTERS) return;
  const text = document.getText();
  if (text.length > MAX_CHARACTERS) return;
  service.learn({
    workspace: workspaceOf(document),
    name: document.uri.toString(),
    text: text.replaceAll('\r\n', '\n'),
  });
}
