/** What the menu and the pickers say of a server; pure, so that it can be tested. */
import type { EndpointKind, EndpointSpec } from '../../sidecar/protocol';

/** A server as far as people tell it from others. */
export type ServerName = Pick<EndpointSpec, 'kind' | 'url' | 'model'>;

/** What came of asking a server for its models: their names, or one sentence that says why there are none. */
export type ServerAnswer = { readonly models: readonly string[] } | { readonly fault: string };

/**
 * model: take one of the server's; again: ask it again; key: set or forget its key; other: set up another one; leave: use
 * the model of this machine; use: use the server as it is set up.
 */
export type ServerAction = 'model' | 'again' | 'key' | 'other' | 'leave' | 'use';

export interface ServerItem {
  readonly action: ServerAction;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** Of the action `model`: its name there, "" for the one that the server has. */
  readonly model?: string;
}

/** The kinds of servers, in the order in which they are offered. */
export const SERVER_KINDS: readonly EndpointKind[] = ['llama-server', 'openai', 'ollama'];

/** Host and port of an address, for people: an address may hold a password. */
export function hostIn(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'no address';
}

/** A server in a few words, for example "coder on models.example (openai)". */
export function serverText({ kind, url, model }: ServerName): string {
  const name = model === '' ? '' : `${plainLabel(model)} on `;
  return `${name}${hostIn(url)} (${kind})`;
}

/** Why text is no address of a server, in a sentence; undefined where it is one. */
export function addressProblem(text: string): string | undefined {
  const url = text.trim();
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return undefined;
  return 'Give an address of the form http://host:port or https://host.';
}

/** The server in use, its models with the one that is set marked, and what can be done about it. */
export function serverItems(
  server: ServerName,
  answer: ServerAnswer,
  hasKey: boolean,
): readonly ServerItem[] {
  return [
    ...modelsOf(server, answer),
    {
      action: 'key',
      label: hasKey ? '$(key) Change or forget its key…' : '$(key) Set its key…',
      description: hasKey ? 'one is set' : 'none is set',
    },
    { action: 'other', label: '$(server) Another server…' },
    { action: 'leave', label: '$(chip) Use the model of this machine' },
  ];
}

/** How a server that is set up and not in use is offered, or any where none is. */
export function idleServerItems(server: ServerName | undefined): readonly ServerItem[] {
  const other: ServerItem = { action: 'other', label: '$(server) A model on a server of mine…' };
  return server === undefined
    ? [other]
    : [{ action: 'use', label: `$(server) Use ${serverText(server)}` }, other];
}

/** Models to choose from, at a server that is being set up; one that can't be asked may be used all the same. */
export function modelsOf(server: ServerName, answer: ServerAnswer): readonly ServerItem[] {
  if ('fault' in answer) {
    return [
      { action: 'again', label: '$(debug-disconnect) Ask the server again', detail: answer.fault },
      {
        action: 'model',
        label: `$(arrow-right) Use ${serverText(server)} all the same`,
        model: server.model,
      },
    ];
  }
  const { model } = server;
  const isListed = model === '' || answer.models.some((name) => isCalled(name, model));
  const items = answer.models.map((name): ServerItem => {
    // One that is alone is taken without a name.
    const isCurrent = isCalled(name, model) || (model === '' && answer.models.length === 1);
    const label = `${isCurrent ? '$(check) ' : ''}${plainLabel(name)}`;
    return { action: 'model', label, description: `on ${hostIn(server.url)}`, model: name };
  });
  const none = answer.models.length === 0 ? 'The server answers, and lists no model.' : undefined;
  const kept: ServerItem = {
    action: 'model',
    label: model === '' ? '$(server) The model that it has' : `$(warning) ${plainLabel(model)}`,
    detail: none ?? 'The server answers, and does not list this model.',
    model,
  };
  return isListed && none === undefined ? items : [kept, ...items];
}

/** Ollama lists a model with its tag, and takes it without. */
function isCalled(listed: string, name: string): boolean {
  return listed === name || listed === `${name}:latest`;
}

/** Text in which VS Code finds no icon. */
function plainLabel(text: string): string {
  return text.replaceAll('$(', '$ (');
}
