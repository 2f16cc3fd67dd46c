import * as vscode from 'vscode';
import type { ModelEntry } from '../../sidecar/protocol';
import { setSetting } from '../config/configuration';
import type { CompletionService } from './completionService';
import { modelSpec } from './modelSpec';

interface Entry extends vscode.QuickPickItem {
  readonly model?: ModelEntry;
}

/** Lets the user take a known model that is on this machine, or any GGUF file. */
export async function chooseModel(service: CompletionService): Promise<void> {
  const models = await service.models();
  const current = modelSpec().model;
  const entry = (model: ModelEntry): Entry => ({
    label: model.id === current || model.path === current ? `$(check) ${model.name}` : model.name,
    description: `${model.parameters} · ${model.quantisation} · ${(model.fileBytes / 1e6).toFixed(0)} MB · ${model.licence}`,
    detail: model.installed ? model.path : vscode.l10n.t('Not on this machine. Source: {0}', model.source),
    model,
  });
  const picked = await vscode.window.showQuickPick<Entry>(
    [
      { label: vscode.l10n.t('$(folder-opened) A GGUF file of mine…') },
      { label: vscode.l10n.t('On this machine'), kind: vscode.QuickPickItemKind.Separator },
      ...models.filter(({ installed }) => installed).map(entry),
      { label: vscode.l10n.t('Known, not on this machine'), kind: vscode.QuickPickItemKind.Separator },
      ...models.filter(({ installed }) => !installed).map(entry),
    ],
    { title: vscode.l10n.t('Model for completion'), matchOnDescription: true },
  );
  if (picked === undefined) return;
  if (picked.model === undefined) await pickModelFile();
  else if (picked.model.installed) await setSetting('model.path', picked.model.id);
  else {
    const file = vscode.l10n.t('Choose the File…');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        '{0} is not on this machine. Get it from {1}, then choose the file.',
        picked.model.name,
        picked.model.source,
      ),
      file,
    );
    if (answer === file) await pickModelFile();
  }
}

/** Opens a file picker for a GGUF file. */
export async function pickModelFile(): Promise<void> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Model for completion'),
    filters: { GGUF: ['gguf'] },
    canSelectMany: false,
  });
  const file = picked?.[0];
  if (file === undefined) return;
  if (file.scheme === 'file') await setSetting('model.path', file.fsPath);
  else {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The model runs where this extension runs: choose a file of that machine, or set its path as tokoscope.model.path.',
      ),
    );
  }
}
