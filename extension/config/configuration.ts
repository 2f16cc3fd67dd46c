import * as vscode from 'vscode';
import { SETTINGS, type SettingName, type SettingValue } from './settings';
import type { CommandName } from './commands';

const SECTION = 'tokoscope';

/** Reads a setting; a value of the wrong type or out of bounds counts as not set. */
export function getSetting<N extends SettingName>(
  name: N,
  scope?: vscode.ConfigurationScope,
): SettingValue<N> {
  const value = vscode.workspace.getConfiguration(SECTION, scope).get<SettingValue<N>>(name);
  const definition = SETTINGS[name];
  const fallback = definition.default as SettingValue<N>;
  if (value === undefined || typeof value !== typeof definition.default) return fallback;
  if (definition.type === 'choice')
    return Object.hasOwn(definition.choices, value as string) ? value : fallback;
  if (definition.type === 'number') {
    const number = Number(value);
    return Number.isFinite(number) && number >= definition.minimum && number <= definition.maximum
      ? value
      : fallback;
  }
  return value;
}

/** Writes a setting for the user (not for the workspace: none of ours belongs into a repository by itself). */
export async function setSetting<N extends SettingName>(name: N, value: SettingValue<N>): Promise<void> {
  await vscode.workspace.getConfiguration(SECTION).update(name, value, vscode.ConfigurationTarget.Global);
}

/** True when a configuration change touches one of the settings. */
export function affects(event: vscode.ConfigurationChangeEvent, ...names: readonly SettingName[]): boolean {
  return names.some((name) => event.affectsConfiguration(`${SECTION}.${name}`));
}

/** The full id of one of our commands. */
export function commandId(name: CommandName): string {
  return `${SECTION}.${name}`;
}

export function registerCommand(
  name: CommandName,
  handler: (...args: never[]) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(commandId(name), handler);
}
