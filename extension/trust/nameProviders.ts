import * as vscode from 'vscode';
import { within } from '../context/patience';

/** Milliseconds that providers have: a command waits longer than a keystroke may. */
const PATIENCE = 3000;

/** Whether some provider of the editor knows where the name at a place is defined; false where none answers, too. */
export async function isDefinedAt(document: vscode.TextDocument, offset: number): Promise<boolean> {
  const place = [document.uri, document.positionAt(offset)] as const;
  const found = await asked<readonly unknown[]>(
    vscode.commands.executeCommand('vscode.executeDefinitionProvider', ...place),
  );
  return found !== undefined && found.length > 0;
}

/** Whether a symbol of the workspace is so called; false where no provider answers, too. */
export async function isWorkspaceSymbol(name: string): Promise<boolean> {
  const found = await asked<readonly vscode.SymbolInformation[]>(
    vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', name),
  );
  // A function may be listed with its parameters.
  return found?.some((one) => one.name.replace(/\(.*$/s, '') === name) ?? false;
}

/** A provider that fails, or never answers, has nothing to say. */
async function asked<T>(question: Thenable<T | undefined>): Promise<T | undefined> {
  try {
    return await within(PATIENCE, Promise.resolve(question));
  } catch {
    return undefined;
  }
}
