import * as vscode from 'vscode';
import { commandId, getSetting, getUserSetting, setSetting } from '../config/configuration';
import type { CommandName } from '../config/commands';
import { enabledFor } from './policy';

interface Entry extends vscode.QuickPickItem {
  readonly command?: CommandName;
}

/** The menu behind the completion's status bar item. */
export async function showMenu(state: string): Promise<void> {
  const languageId = vscode.window.activeTextEditor?.document.languageId;
  const entries: Entry[] = [];
  if (languageId !== undefined) {
    const on = enabledFor(languageId, getSetting('completion.enabled'));
    entries.push({
      label: on
        ? vscode.l10n.t('$(circle-slash) Turn completion off for {0}', languageId)
        : vscode.l10n.t('$(check) Turn completion on for {0}', languageId),
      command: 'completion.toggleHere',
    });
  }
  entries.push(
    { label: vscode.l10n.t('$(package) Choose model…'), command: 'model.choose' },
    { label: vscode.l10n.t('$(debug-restart) Restart the model process'), command: 'sidecar.restart' },
    { label: vscode.l10n.t('$(output) Show log'), command: 'log.show' },
    { label: vscode.l10n.t('$(graph) Statistics'), command: 'completion.statistics' },
  );
  const picked = await vscode.window.showQuickPick(entries, { title: 'Tokoscope', placeHolder: state });
  if (picked?.command !== undefined) await vscode.commands.executeCommand(commandId(picked.command));
}

/** Turns completion on or off for the language of the active editor. */
export async function toggleHere(): Promise<void> {
  const languageId = vscode.window.activeTextEditor?.document.languageId;
  if (languageId === undefined) return;
  const on = enabledFor(languageId, getSetting('completion.enabled'));
  await setSetting('completion.enabled', { ...getUserSetting('completion.enabled'), [languageId]: !on });
}
