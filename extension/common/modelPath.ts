import * as vscode from 'vscode';

/** Within the workspace as the request names its own file; elsewhere the folder and the name, and nobody's home. */
export function modelPath(uri: vscode.Uri): string {
  if (vscode.workspace.getWorkspaceFolder(uri)) return vscode.workspace.asRelativePath(uri);
  return uri.path.split('/').filter(Boolean).slice(-2).join('/');
}
