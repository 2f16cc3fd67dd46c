import * as vscode from 'vscode';
import { ServerModelsRequest, type EndpointKind, type EndpointSpec } from '../../sidecar/protocol';
import { messageOf } from '../common/messageOf';
import { getSetting, setSetting } from '../config/configuration';
import { SETTINGS } from '../config/settings';
import {
  addressProblem,
  hostIn,
  modelsOf,
  SERVER_KINDS,
  type ServerAnswer,
  type ServerItem,
} from '../models/serverItems';
import type { CompletionService } from './completionService';
import { serverSpec } from './modelSpec';
import type { ServerKeys } from './serverKeys';

/** What the user is asked with, and where it is kept. */
export interface ServerChoice {
  readonly service: Pick<CompletionService, 'use' | 'clearProblem'>;
  readonly keys: ServerKeys;
  /** Remembers the kind of the server that was used last. */
  readonly memory: vscode.Memento;
}

const LAST_KIND = 'lastServerKind';

/** The server that the settings describe and that is not in use; undefined where none was used before. */
export function idleServer({ memory }: ServerChoice): EndpointSpec | undefined {
  const last = memory.get<unknown>(LAST_KIND);
  const kind = SERVER_KINDS.find((name) => name === last);
  const spec = kind && serverSpec(kind);
  return spec && addressProblem(spec.url) === undefined ? spec : undefined;
}

/** Asks a server for its models, now. */
export async function askServer(
  { service, keys }: ServerChoice,
  endpoint: EndpointSpec,
): Promise<ServerAnswer> {
  try {
    const apiKey = await keys.get(endpoint.url);
    return await service.use(({ connection }) =>
      connection.sendRequest(ServerModelsRequest, { ...endpoint, apiKey }),
    );
  } catch (error) {
    return { fault: messageOf(error) };
  }
}

/** Sets up a server, step by step, and has completions come from it; nothing changes until the last step. */
export async function chooseServer(choice: ServerChoice): Promise<void> {
  const url = await pickAddress();
  if (url === undefined) return;
  const kind = await pickKind(choice);
  if (kind === undefined) return;
  const model = await pickModel(choice, serverSpec(kind, url));
  if (model === undefined) return;
  if (url !== getSetting('model.serverUrl')) await setSetting('model.serverUrl', url);
  await takeServer(choice, kind, model);
}

/** Has completions come from the server of the settings, by this model there. */
export async function takeServer(
  { service, memory }: ServerChoice,
  kind: EndpointKind,
  model: string,
): Promise<void> {
  await memory.update(LAST_KIND, kind);
  if (model !== getSetting('model.serverModel')) await setSetting('model.serverModel', model);
  if (kind !== getSetting('model.server')) await setSetting('model.server', kind);
  // Where nothing changed, it is asked anew nevertheless: the user wants it.
  service.clearProblem();
}

/** Has completions come from the model of this machine. */
export async function leaveServer({ memory }: Pick<ServerChoice, 'memory'>): Promise<void> {
  const kind = getSetting('model.server');
  if (kind === 'none') return;
  await memory.update(LAST_KIND, kind);
  await setSetting('model.server', 'none');
}

function pickAddress(): Thenable<string | undefined> {
  return vscode.window
    .showInputBox({
      title: vscode.l10n.t('Address of the Server'),
      prompt: vscode.l10n.t('The text around the cursor is sent there, and to nobody else.'),
      placeHolder: 'http://127.0.0.1:8012',
      value: getSetting('model.serverUrl'),
      validateInput: addressProblem,
      ignoreFocusOut: true,
    })
    .then((text) => text?.trim());
}

async function pickKind({ memory }: ServerChoice): Promise<EndpointKind | undefined> {
  const used = getSetting('model.server');
  const current = used === 'none' ? memory.get<unknown>(LAST_KIND) : used;
  const names = [...SERVER_KINDS].sort((a, b) => Number(b === current) - Number(a === current));
  const items = names.map((kind) => ({
    label: kind,
    detail: SETTINGS['model.server'].choices[kind],
    kind: vscode.QuickPickItemKind.Default,
    name: kind,
  }));
  const title = vscode.l10n.t('Kind of Server');
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.name;
}

async function pickModel(choice: ServerChoice, server: EndpointSpec): Promise<string | undefined> {
  for (;;) {
    const asked = askServer(choice, server).then((answer) => [...modelsOf(server, answer)]);
    const picked = await vscode.window.showQuickPick<ServerItem & vscode.QuickPickItem>(asked, {
      title: vscode.l10n.t('Model on {0}', hostIn(server.url)),
      ignoreFocusOut: true,
    });
    if (picked?.action !== 'again') return picked?.model;
  }
}
