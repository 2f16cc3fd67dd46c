import * as vscode from 'vscode';
import { SETTINGS, type SettingName, type SettingValue } from './settings';
import type { CommandName } from './commands';

const SECTION = 'tokoscope';

/** Reads a setting; a value of the wrong type or out of bounds counts as not set. */
export function getSetting<N extends SettingName>(
  name: N,
  scope?: vscode.ConfigurationScope,
): SettingValue<N> {
  const value = vscode.workspace.getConfiguration(SECTION, scope).get<SettingValue<N> | null>(name);
  const definition = SETTINGS[name];
  const fallback = definition.default as SettingValue<N>;
  if (value === undefined || value === null || typeof value !== typeof definition.default) return fallback;
  if (definition.type === 'choice')
    return Object.hasOwn(definition.choices, value as string) ? value : fallback;
  if (definition.type === 'number' || definition.type === 'integer') {
    const number = Number(value);
    const valid = definition.type === 'integer' ? Number.isInteger(number) : Number.isFinite(number);
    return valid && number >= definition.minimum && number <= definition.maximum ? value : fallback;
  }
  return value;
}

/**
 * Writes a setting where it takes effect: for the user, or for the workspace if that has a value of its own,
 * which would win over the user's.
 */
export async function setSetting<N extends SettingName>(name: N, value: SettingValue<N>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  const own = configuration.inspect(name)?.workspaceValue !== undefined;
  const { Global, Workspace } = vscode.ConfigurationTarget;
  await configuration.update(name, value, own ? Workspace : Global);
}

/** The user's own value of a setting, without what the workspace adds. */
export function getUserSetting<N extends SettingName>(name: N): SettingValue<N> | undefined {
  return vscode.workspace.getConfiguration(SECTION).inspect<SettingValue<N>>(name)?.globalValue;
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
