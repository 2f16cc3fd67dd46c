import * as vscode from 'vscode';
import { getSetting, setSetting } from '../config/configuration';
import { SETTINGS, type SettingValue } from '../config/settings';
import type { Platform } from '../platform';
import { chosenTokenizer } from './chosenTokenizer';

type Choice = SettingValue<'tokens.tokenizer'>;

/** What picking an item does. */
interface Item extends vscode.QuickPickItem {
  readonly choose?: () => Promise<void>;
}

/** Lets the user pick the tokenizer of the editor. */
export async function selectTokenizer(platform: Platform): Promise<void> {
  const picked = await vscode.window.showQuickPick(items(platform), {
    title: vscode.l10n.t('Tokenizer'),
    placeHolder: vscode.l10n.t('Whose tokens to show and count'),
    matchOnDescription: true,
  });
  await picked?.choose?.();
}

async function items({ fetchedTokenizers }: Platform): Promise<Item[]> {
  const inUse = chosenTokenizer();
  const item = (name: string, description: string, choose: () => Promise<void>): Item => ({
    label: name,
    description: name === inUse ? vscode.l10n.t('{0} (in use)', description) : description,
    choose,
  });
  const choices = Object.entries(SETTINGS['tokens.tokenizer'].choices) as [Choice, string][];
  const bundled = choices
    .filter(([name]) => name !== 'file')
    .map(([name, models]) => item(name, models, () => setSetting('tokens.tokenizer', name)));
  if (!fetchedTokenizers) return bundled;

  const fetched = (await fetchedTokenizers()).map((entry) =>
    item(entry.name, [entry.source, entry.licence].filter(Boolean).join(', '), () => useFile(entry.name)),
  );
  const file = getSetting('tokens.tokenizer') === 'file' ? inUse : '';
  const last: Item[] =
    file === '' || fetched.some(({ label }) => label === file)
      ? []
      : [item(file, vscode.l10n.t('file'), () => useFile(file))];
  return [
    ...bundled,
    { label: vscode.l10n.t('Files'), kind: vscode.QuickPickItemKind.Separator },
    ...fetched,
    ...last,
    {
      label: vscode.l10n.t('$(folder-opened) From a File…'),
      description: vscode.l10n.t('tokenizer.json, tekken.json or a GGUF model'),
      choose: pickFile,
    },
  ];
}

async function pickFile(): Promise<void> {
  const [picked] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Tokenizer'),
      filters: { [vscode.l10n.t('Tokenizers')]: ['json', 'gguf'] },
    })) ?? [];
  if (picked?.scheme === 'file') await useFile(picked.fsPath);
}

/** The file is set first: that alone changes nothing that is shown. */
async function useFile(name: string): Promise<void> {
  await setSetting('tokens.tokenizerFile', name);
  await setSetting('tokens.tokenizer', 'file');
}
