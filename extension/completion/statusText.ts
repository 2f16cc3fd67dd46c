/** What the completion's status bar item says; pure, so that every state can be tested. */
import type { LoadedModel } from '../../sidecar/protocol';
import type { ServiceState } from './completionService';
import { aboutLargerModel, percent } from './largerModel';

/** Why completion is off at the cursor. */
export type Off = 'untrusted' | 'language' | 'battery' | undefined;

export interface StatusText {
  readonly text: string;
  /** Plain text: names and paths in it come from files, and Markdown would read signs into them. */
  readonly tooltip: string;
  readonly warning: boolean;
}

/** @param server the one in use, in a few words; undefined where the model is one of this machine */
export function statusText(state: ServiceState, off: Off, server?: string): StatusText {
  if (off === 'untrusted') {
    return plain('$(shield) Completion off', 'Completion waits until this workspace is trusted.');
  }
  if (off === 'language') {
    return plain('$(circle-slash) Completion off', 'Completion is off for this language.');
  }
  const { sidecar, problem, model } = state;
  if (sidecar.kind === 'failed') return warning('Model process stopped', sidecar.reason);
  if (problem !== undefined) {
    return warning(problem.spec.endpoint === undefined ? 'No model' : 'Server refuses', problem.message);
  }
  if (state.unavailable !== undefined) return plain('$(debug-disconnect) Server away', state.unavailable);
  if (sidecar.kind === 'restarting') {
    return plain('$(sync~spin) Restarting model', `The model process ended: ${sidecar.reason}`);
  }
  if (state.loading !== undefined && model === undefined) {
    return plain(`$(loading~spin) Loading ${percent(state.loading)}`, 'The model is being loaded.');
  }
  if (sidecar.kind === 'starting') return plain('$(loading~spin) Starting', 'The model process is starting.');
  if (off === 'battery' && state.running === 0) {
    return plain('$(plug) On battery', 'On battery: completions come on request only.');
  }
  if (model === undefined) {
    return server === undefined
      ? plain('$(circle-outline) Completion', 'The model is loaded with the first completion.')
      : plain('$(circle-outline) Completion', `Completions come from the server ${server}.`);
  }
  return ready(model, state);
}

function ready(model: LoadedModel, state: ServiceState): StatusText {
  const { running, lastMs, larger } = state;
  const latency = lastMs === undefined ? '' : ` · ${formatMs(lastMs)}`;
  const icon = running > 0 ? '$(sync~spin)' : '$(check)';
  const tooltip = [
    ...whereItRuns(model),
    howItIsAsked(model),
    ...model.notes,
    ...aboutLargerModel(state.larger),
    ...(state.afterCrashes
      ? ['It crashed twice: running on the CPU, without a larger model, until it is restarted.']
      : []),
  ].join('\n');
  const mode = model.fim.family === 'none' ? ' · prefix only' : '';
  const loading = larger?.loading === undefined ? '' : ` · larger model ${percent(larger.loading)}`;
  const name = model.name.replaceAll('$(', '$ (');
  return plain(`${icon} ${name} · ${model.endpoint ?? model.backend}${mode}${latency}${loading}`, tooltip);
}

function whereItRuns(model: LoadedModel): readonly string[] {
  const { name, endpoint, architecture, fileBytes, backend, device, gpuLayers, totalLayers, threads } = model;
  if (endpoint !== undefined) return [name, `Runs on the server ${model.path} (${endpoint})`];
  return [
    `${name} (${architecture}, ${(fileBytes / 1e6).toFixed(0)} MB)`,
    `Runs on ${device ?? backend}: ${gpuLayers} of ${totalLayers} layers on a GPU, ${threads} CPU ${threads === 1 ? 'thread' : 'threads'}`,
    `Context ${model.contextSize.toLocaleString('en')} tokens, loaded in ${formatMs(model.loadMs)}`,
  ];
}

function howItIsAsked({ fim }: LoadedModel): string {
  if (fim.family === 'none') {
    return `Prefix only: ${fim.note ?? 'the model does not know how to fill in the middle.'}`;
  }
  return fim.family === 'server'
    ? 'Fills in the middle (in the way of its server)'
    : `Fills in the middle (${fim.family} format)`;
}

function formatMs(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function plain(text: string, tooltip: string): StatusText {
  return { text, tooltip, warning: false };
}

function warning(text: string, tooltip: string): StatusText {
  return { text: `$(warning) ${text}`, tooltip, warning: true };
}
