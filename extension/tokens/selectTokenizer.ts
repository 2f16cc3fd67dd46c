import * as vscode from 'vscode';
import { getSetting, setSetting } from '../config/configuration';
import { SETTINGS, type SettingValue } from '../config/settings';

type TokenizerName = SettingValue<'tokens.tokenizer'>;

/** Lets the user pick the tokenizer of the editor. */
export async function selectTokenizer(): Promise<void> {
  const current = getSetting('tokens.tokenizer');
  const choices = Object.entries(SETTINGS['tokens.tokenizer'].choices) as [TokenizerName, string][];
  const picked = await vscode.window.showQuickPick(
    choices.map(([name, models]) => ({
      label: name,
      description: name === current ? vscode.l10n.t('{0} (in use)', models) : models,
    })),
    { title: vscode.l10n.t('Tokenizer'), placeHolder: vscode.l10n.t('Whose tokens to show and count') },
  );
  const name = choices.find(([choice]) => choice === picked?.label)?.[0];
  if (name !== undefined) await setSetting('tokens.tokenizer', name);
}
