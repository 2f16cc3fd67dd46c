import * as vscode from 'vscode';

export interface CursorWatcher {
  /** The active editor, its cursor or its text is another than it was. */
  readonly moved: () => void;
  /** A single character was typed there. */
  readonly typed: () => void;
}

export function watchCursor({ moved, typed }: CursorWatcher): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(moved),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) moved();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges: [change] }) => {
      if (change === undefined || document !== vscode.window.activeTextEditor?.document) return;
      if (change.rangeLength === 0 && change.text.length === 1) typed();
      moved();
    }),
  );
}
