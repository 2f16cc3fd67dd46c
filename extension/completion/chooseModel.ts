import * as vscode from 'vscode';
import {
  RecommendRequest,
  type EndpointSpec,
  type ModelEntry,
  type Recommendation,
} from '../../sidecar/protocol';
import { setSetting } from '../config/configuration';
import { askToDownload, downloadModel } from '../models/download';
import { modelItems, type Section } from '../models/modelItems';
import { hostIn, idleServerItems, serverItems, type ServerItem } from '../models/serverItems';
import {
  askServer,
  chooseServer,
  idleServer,
  leaveServer,
  takeServer,
  type ServerChoice,
} from './chooseServer';
import type { CompletionService } from './completionService';
import { menuState } from './menuEntries';
import { endpointSpec, modelSpec } from './modelSpec';
import { setServerKey } from './serverKeys';

interface Entry extends vscode.QuickPickItem {
  readonly model?: ModelEntry;
  readonly server?: ServerItem;
}

/**
 * Lets the user take a known model, which is downloaded if they want it, any GGUF file, or one on a server; a server
 * that is in use is asked for its models.
 */
export async function chooseModel(service: CompletionService, servers: ServerChoice): Promise<void> {
  const picked = await vscode.window.showQuickPick<Entry>(entries(service, servers), {
    title: vscode.l10n.t('Model for completion'),
    placeHolder: menuState(service.state, endpointSpec()) || vscode.l10n.t('What fits is measured now'),
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  if (picked.server !== undefined) return chooseOfServer(picked.server, service, servers);
  if (picked.model === undefined) await pickModelFile(servers);
  else if (picked.model.installed) await takeModel(picked.model.id, servers);
  else await getModel(picked.model, service, servers);
}

async function chooseOfServer(
  { action, model = '' }: ServerItem,
  service: CompletionService,
  servers: ServerChoice,
): Promise<void> {
  const server = endpointSpec() ?? idleServer(servers);
  if (action === 'leave') return leaveServer(servers);
  if (action === 'other' || server === undefined) return chooseServer(servers);
  if (action === 'model') return takeServer(servers, server.kind, model);
  if (action === 'use') return takeServer(servers, server.kind, server.model);
  if (action === 'key' && (await setServerKey(servers.keys))) await service.modelChanged();
  return chooseModel(service, servers);
}

async function entries(service: CompletionService, servers: ServerChoice): Promise<readonly Entry[]> {
  const server = endpointSpec();
  const [models, advice, ofServer] = await Promise.all([
    service.models(),
    recommendations(service),
    server === undefined ? idleServerItems(idleServer(servers)) : itemsOf(server, servers),
  ]);
  const items = modelItems(models, advice, server === undefined ? modelSpec().model : '');
  const titles: Readonly<Record<Section, string>> = {
    recommended: vscode.l10n.t('Recommended for this machine'),
    installed: vscode.l10n.t('On this machine'),
    known: vscode.l10n.t('Known, not on this machine'),
  };
  const own: Entry = { label: vscode.l10n.t('$(folder-opened) A GGUF file of mine…') };
  const sections = (Object.keys(titles) as Section[]).map((section): readonly Entry[] => {
    const inIt = items.filter((item) => item.section === section);
    return inIt.length === 0 ? [] : [separator(titles[section]), ...inIt];
  });
  const serverEntries = ofServer.map((item): Entry => ({ ...entryOf(item), server: item }));
  // What is in use, or else recommended, is what Enter takes.
  const [recommended = [], ...others] = sections;
  if (server === undefined) return [...recommended, separator(), own, ...serverEntries, ...others.flat()];
  const title = separator(vscode.l10n.t('On the server {0}', hostIn(server.url)));
  return [title, ...serverEntries, ...recommended, separator(), own, ...others.flat()];
}

async function itemsOf(server: EndpointSpec, servers: ServerChoice): Promise<readonly ServerItem[]> {
  const answer = await askServer(servers, server);
  return serverItems(server, answer, (await servers.keys.get(server.url)) !== '');
}

function entryOf({ label, description, detail }: ServerItem): Entry {
  return { label, ...(description && { description }), ...(detail && { detail }) };
}

function separator(label = ''): Entry {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** Has completions come from a model of this machine, which is what choosing one means. */
async function takeModel(model: string, servers: Pick<ServerChoice, 'memory'>): Promise<void> {
  await setSetting('model.path', model);
  await leaveServer(servers);
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

async function getModel(model: ModelEntry, service: CompletionService, servers: ServerChoice): Promise<void> {
  const wish = await askToDownload(model);
  if (wish === 'file') await pickModelFile(servers);
  if (wish !== 'download') return;
  const before = modelSpec().model;
  if (!(await downloadModel(model, (work) => service.use(work)))) return;
  if (modelSpec().model !== before) {
    // They chose another one meanwhile.
    const use = vscode.l10n.t('Use It');
    const ready = vscode.l10n.t('{0} is downloaded.', model.name);
    if ((await vscode.window.showInformationMessage(ready, use)) !== use) return;
  }
  await takeModel(model.id, servers);
  service.clearProblem();
}

/** Opens a file picker for a GGUF file. */
export async function pickModelFile(servers: Pick<ServerChoice, 'memory'>): Promise<void> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Model for completion'),
    filters: { GGUF: ['gguf'] },
    canSelectMany: false,
  });
  const file = picked?.[0];
  if (file === undefined) return;
  if (file.scheme === 'file') await takeModel(file.fsPath, servers);
  else {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The model runs where this extension runs: choose a file of that machine, or set its path as tokoscope.model.path.',
      ),
    );
  }
}
