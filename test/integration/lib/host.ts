import * as vscode from 'vscode';
import type { TokoscopeApi } from '../../../extension/api';

/** Activates the extension under test. */
export async function activateExtension(): Promise<TokoscopeApi> {
  const extension = vscode.extensions.getExtension<TokoscopeApi>('tokoscope.tokoscope');
  if (extension === undefined) throw new Error('The extension is not installed in this VS Code.');
  return extension.activate();
}

/** Polls until `probe` gives something; fails after `limitMs` with what was waited for. */
export async function waitFor<T>(
  what: string,
  probe: () => T | undefined | Promise<T | undefined>,
  limitMs = 90_000,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`Waited ${limitMs} ms in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

export function workspaceFile(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('No folder is open.');
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function show(document: vscode.TextDocument): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(document, { preview: false });
}

/** Writes a file into the workspace (a copy made for this run) and returns its address. */
export async function write(path: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const uri = workspaceFile(path);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(uri, bytes);
  return uri;
}

/** Everything a hover at the position says. */
export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) =>
      contents.map((part) => (part instanceof vscode.MarkdownString ? part.value : '')),
    )
    .join('\n');
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Changes a user setting for a test; undefined restores the default. */
export async function configure(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('tokoscope').update(name, value, vscode.ConfigurationTarget.Global);
}
