import * as vscode from 'vscode';
import { commandId, getSetting, getUserSetting, setSetting } from '../config/configuration';
import type { ServiceState } from './completionService';
import { menuCommands, menuState, type MenuCommand } from './menuEntries';
import { endpointSpec } from './modelSpec';
import { enabledFor } from './policy';

interface Entry extends vscode.QuickPickItem {
  readonly command: MenuCommand;
}

/** The menu behind the completion's status bar item. */
export async function showMenu(state: ServiceState): Promise<void> {
  const languageId = vscode.window.activeTextEditor?.document.languageId;
  const server = endpointSpec();
  const label = labelOf(languageId);
  const entries = menuCommands(languageId !== undefined, server !== undefined).map((command): Entry => ({
    label: label(command),
    command,
  }));
  const placeHolder = menuState(state, server);
  const picked = await vscode.window.showQuickPick(entries, { title: 'Tokoscope', placeHolder });
  if (picked !== undefined) await vscode.commands.executeCommand(commandId(picked.command));
}

function labelOf(languageId = ''): (command: MenuCommand) => string {
  const labels: Readonly<Record<MenuCommand, string>> = {
    'completion.toggleHere': enabledFor(languageId, getSetting('completion.enabled'))
      ? vscode.l10n.t('$(circle-slash) Turn completion off for {0}', languageId)
      : vscode.l10n.t('$(check) Turn completion on for {0}', languageId),
    'model.choose': vscode.l10n.t('$(package) Choose model or server…'),
    'model.setServerKey': vscode.l10n.t("$(key) Set or forget the server's key…"),
    'model.leaveServer': vscode.l10n.t('$(chip) Use the model of this machine'),
    'prompt.show': vscode.l10n.t('$(eye) Show the prompt at the cursor'),
    'completion.statistics': vscode.l10n.t('$(graph) Statistics'),
    'sidecar.restart': vscode.l10n.t('$(debug-restart) Restart the model process'),
    'log.show': vscode.l10n.t('$(output) Show log'),
  };
  return (command) => labels[command];
}

/** Turns completion on or off for the language of the active editor. */
export async function toggleHere(): Promise<void> {
  const languageId = vscode.window.activeTextEditor?.document.languageId;
  if (languageId === undefined) return;
  const on = enabledFor(languageId, getSetting('completion.enabled'));
  await setSetting('completion.enabled', { ...getUserSetting('completion.enabled'), [languageId]: !on });
}
