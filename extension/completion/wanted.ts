/** Where completions are wanted. */
import * as vscode from 'vscode';
import { getSetting } from '../config/configuration';
import { enabledFor, suitsAutomatic } from './policy';

/** Completion is on for a document. */
export function isOn(document: vscode.TextDocument): boolean {
  return vscode.workspace.isTrusted && enabledFor(document.languageId, getSetting('completion.enabled'));
}

/** A completion may come by itself at a place, as far as the settings and the line say. */
export function suitsNow(document: vscode.TextDocument, position: vscode.Position): boolean {
  const after = document.lineAt(position.line).text.slice(position.character);
  return getSetting('completion.automatic', document) && suitsAutomatic(after);
}
