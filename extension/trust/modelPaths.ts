import * as vscode from 'vscode';
import { modelPath } from '../common/modelPath';

/** The file that a model knows by a path; undefined where it is no longer there. */
export async function uriOfModelPath(path: string): Promise<vscode.Uri | undefined> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => modelPath(uri) === path);
  if (open) return open.uri;
  for (const { uri, name } of vscode.workspace.workspaceFolders ?? []) {
    // With several folders, the path begins with the folder's name.
    for (const inside of [path, path.startsWith(`${name}/`) ? path.slice(name.length + 1) : path]) {
      const file = vscode.Uri.joinPath(uri, inside);
      const isThere = await vscode.workspace.fs.stat(file).then(
        () => true,
        () => false,
      );
      if (isThere) return file;
    }
  }
  return undefined;
}
