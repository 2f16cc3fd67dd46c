import * as vscode from 'vscode';
import { RecommendRequest, type ModelEntry, type Recommendation } from '../../sidecar/protocol';
import { setSetting } from '../config/configuration';
import { askToDownload, downloadModel } from '../models/download';
import { modelItems, type Section } from '../models/modelItems';
import type { CompletionService } from './completionService';
import { modelSpec } from './modelSpec';

interface Entry extends vscode.QuickPickItem {
  readonly model?: ModelEntry;
}

/** Lets the user take a known model, which is downloaded if they want it, or any GGUF file. */
export async function chooseModel(service: CompletionService): Promise<void> {
  const picked = await vscode.window.showQuickPick<Entry>(entries(service), {
    title: vscode.l10n.t('Model for completion'),
    placeHolder: vscode.l10n.t('What fits is measured now'),
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  if (picked.model === undefined) await pickModelFile();
  else if (picked.model.installed) await setSetting('model.path', picked.model.id);
  else await getModel(picked.model, service);
}

async function entries(service: CompletionService): Promise<readonly Entry[]> {
  const models = await service.models();
  const items = modelItems(models, await recommendations(service), modelSpec().model);
  const titles: Readonly<Record<Section, string>> = {
    recommended: vscode.l10n.t('Recommended for this machine'),
    installed: vscode.l10n.t('On this machine'),
    known: vscode.l10n.t('Known, not on this machine'),
  };
  const own: Entry = { label: vscode.l10n.t('$(folder-opened) A GGUF file of mine…') };
  const sections = (Object.keys(titles) as Section[]).map((section): readonly Entry[] => {
    const inIt = items.filter((item) => item.section === section);
    const title: Entry = { label: titles[section], kind: vscode.QuickPickItemKind.Separator };
    return inIt.length === 0 ? [] : [title, ...inIt];
  });
  // What is recommended is what Enter takes.
  const [recommended = [], ...others] = sections;
  const separator: Entry = { label: '', kind: vscode.QuickPickItemKind.Separator };
  return [...recommended, separator, own, ...others.flat()];
}

/** None when the machine can't be measured: the list is of use without. */
async function recommendations(service: CompletionService): Promise<readonly Recommendation[]> {
  const { gpu, contextSize } = modelSpec();
  const params = { gpu: service.state.afterCrashes ? 'cpu' : gpu, contextSize } as const;
  return service
    .use(({ connection }) => connection.sendRequest(RecommendRequest, params))
    .then(({ models }) => models)
    .catch(() => []);
}

async function getModel(model: ModelEntry, service: CompletionService): Promise<void> {
  const wish = await askToDownload(model);
  if (wish === 'file') await pickModelFile();
  if (wish !== 'download') return;
  const before = modelSpec().model;
  if (!(await downloadModel(model, (work) => service.use(work)))) return;
  if (modelSpec().model !== before) {
    // They chose another one meanwhile.
    const use = vscode.l10n.t('Use It');
    const ready = vscode.l10n.t('{0} is downloaded.', model.name);
    if ((await vscode.window.showInformationMessage(ready, use)) !== use) return;
  }
  await setSetting('model.path', model.id);
  service.clearProblem();
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
