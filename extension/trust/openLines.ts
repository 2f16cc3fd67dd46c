import * as vscode from 'vscode';

/** Opens a file with lines [first, last] selected, from 0; lines that it has not any more count as its last. */
export async function openLines(uri: vscode.Uri, first: number, last: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const end = document.lineAt(Math.min(last, document.lineCount - 1)).range.end;
  const selection = new vscode.Range(Math.min(first, end.line), 0, end.line, end.character);
  await vscode.window.showTextDocument(document, { selection });
}
