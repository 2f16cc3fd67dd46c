import * as vscode from 'vscode';
import { within } from '../context/patience';

/** Milliseconds that providers have: a command waits longer than a keystroke may. */
const PATIENCE = 3000;

/** Whether the editor's providers know where a name is defined; undefined where none answers. */
export async function definesAt(document: vscode.TextDocument, offset: number): Promise<boolean | undefined> {
  const found = await asked<readonly unknown[]>(
    vscode.commands.executeCommand(
      'vscode.executeDefinitionProvider',
      document.uri,
      document.positionAt(offset),
    ),
  );
  return found && found.length > 0 ? true : undefined;
}

/** Whether a symbol of the workspace is so called; undefined where nobody knows of one. */
export async function isWorkspaceSymbol(name: string): Promise<boolean | undefined> {
  const found = await asked<readonly vscode.SymbolInformation[]>(
    vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', name),
  );
  // A function may be listed with its parameters.
  return found?.some((one) => one.name.replace(/\(.*$/s, '') === name);
}

/** A provider that fails, or never answers, has nothing to say. */
async function asked<T>(question: Thenable<T | undefined>): Promise<T | undefined> {
  try {
    return await within(PATIENCE, Promise.resolve(question));
  } catch {
    return undefined;
  }
}
