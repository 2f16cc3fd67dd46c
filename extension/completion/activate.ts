import * as vscode from 'vscode';
import type { TokoscopeApi } from '../api';
import { affects, commandId, registerCommand } from '../config/configuration';
import { ContextCollector } from '../context/collector';
import { PromptPages } from '../prompt/pages';
import { ShowPrompt } from '../prompt/showPrompt';
import type { Launch } from '../sidecar/supervisor';
import { activateStatistics } from '../statistics/activate';
import { activateTrust } from '../trust/activate';
import type { AskNames } from '../trust/markUnknownNames';
import { BatteryPause } from './batteryPause';
import { chooseModel, pickModelFile } from './chooseModel';
import { chooseServer, leaveServer, type ServerChoice } from './chooseServer';
import { CompletionService } from './completionService';
import { CompletionStatus } from './completionStatus';
import { learnFromWorkspace } from './learn';
import { ObservedProvider } from './observedProvider';
import { forgetOutcomes, sendOutcomes } from './outcomes';
import { showMenu, toggleHere } from './menu';
import { CompletionProvider, type AcceptedAnswer } from './provider';
import { CompletionRequests } from './request';
import { ServerKeys, setServerKey } from './serverKeys';
import { showBias } from './showBias';
import { ShownTracker } from './shownTracker';
import { verifyDrafts } from './verifyDrafts';
import { WarmUp } from './warmUp';
import { watchCursor } from './watchCursor';

export interface CompletionHost {
  readonly log: vscode.LogOutputChannel;
  readonly launch: Launch;
  readonly names: AskNames;
  /** True while the machine runs on its battery, where that can be told. */
  readonly onBattery: () => boolean;
}

/** The completion half: nothing runs until the first request, and nothing at all in an untrusted workspace. */
export function activateCompletion(
  context: vscode.ExtensionContext,
  { log, launch, names, onBattery }: CompletionHost,
): Pick<TokoscopeApi, 'completionState' | 'completionWork'> {
  const keys = new ServerKeys(context.secrets);
  const service = new CompletionService(launch, log, keys);
  const servers: ServerChoice = { service, keys, memory: context.globalState };
  const shown = new ShownTracker();
  const { statistics, accepted: acceptedTexts } = activateStatistics(context, log, shown);
  const battery = new BatteryPause(onBattery);
  const collector = new ContextCollector(log);
  const requests = new CompletionRequests(service, collector);
  const provider = new CompletionProvider(
    service,
    requests,
    statistics,
    shown,
    {
      problem: problemReporter(),
      stopped: offerRestart,
    },
    battery,
  );

  const observed = new ObservedProvider(provider);
  const prompts = new PromptPages();
  const showPrompt = new ShowPrompt(service, requests, prompts);
  const warmUp = new WarmUp((signal) => provider.warm(signal));

  context.subscriptions.push(
    keys,
    collector,
    warmUp,
    watchCursor({
      moved: () => {
        provider.moved();
        warmUp.moved();
      },
      typed: () => provider.typed(),
    }),
    service,
    battery,
    new CompletionStatus(service, battery),
    vscode.languages.registerInlineCompletionItemProvider({ pattern: '**' }, observed),
    observed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (
        affects(
          event,
          'completion.mode',
          'completion.maxTokens',
          'completion.temperature',
          'completion.boundary',
          'completion.cautious',
          'completion.hideUnsure',
          'completion.context',
        )
      )
        provider.clear();
      if (
        affects(
          event,
          'model.path',
          'model.draft',
          'model.larger',
          'model.gpu',
          'model.gpuLayers',
          'model.contextSize',
          'model.threads',
          'model.server',
          'model.serverUrl',
          'model.serverModel',
          'model.serverFim',
        )
      ) {
        provider.clear();
        void service.modelChanged();
      }
    }),
    registerCommand('completion.complete', () =>
      onlyTrusted(async () => vscode.commands.executeCommand('editor.action.inlineSuggest.trigger')),
    ),
    learnFromWorkspace(service),
    shown,
    sendOutcomes(shown, service),
    registerCommand('completion.accepted', (accepted?: AcceptedAnswer) => {
      if (accepted === undefined) return;
      const { answer, first, ...text } = accepted;
      shown.accepted(answer, first);
      acceptedTexts.accepted(answer, text.text);
      service.learn({ ...text, name: '' });
    }),
    registerCommand('completion.forgetOutcomes', () =>
      onlyTrusted(async () => {
        await forgetOutcomes(service);
        // What was hidden is kept as nothing to say.
        provider.clear();
      }),
    ),
    registerCommand('completion.menu', () => showMenu(service.state)),
    registerCommand('completion.toggleHere', toggleHere),
    registerCommand('completion.bias', () => onlyTrusted(() => showBias(service))),
    prompts,
    registerCommand('prompt.show', () => onlyTrusted(() => showPrompt.run())),
    registerCommand('prompt.facts', (uri?: vscode.Uri) => prompts.showFacts(uri)),
    registerCommand('verifyDrafts', () => onlyTrusted(() => verifyDrafts(service))),
    registerCommand('model.choose', () => onlyTrusted(() => chooseModel(service, servers))),
    registerCommand('model.pickFile', () => pickModelFile(servers)),
    registerCommand('model.chooseServer', () => onlyTrusted(() => chooseServer(servers))),
    registerCommand('model.leaveServer', () => onlyTrusted(() => leaveServer(servers))),
    registerCommand('model.setServerKey', () =>
      onlyTrusted(async () => {
        if (await setServerKey(keys)) await service.modelChanged();
      }),
    ),
    registerCommand('sidecar.restart', () => onlyTrusted(() => service.restart())),
  );
  activateTrust(context, { service, requests, shown, names, onlyTrusted, accepted: acceptedTexts });
  context.subscriptions.push(sayWhenStopped(service));
  return {
    completionState: () => ({ ...service.state, last: statistics.last }),
    completionWork: { done: () => service.work(), onDidProvide: observed.onDidProvide },
  };
}

/** The process stopped for good: said once, with the way out. */
function sayWhenStopped(service: CompletionService): vscode.Disposable {
  let said = false;
  return service.onDidChange(() => {
    const { sidecar } = service.state;
    const failed = sidecar.kind === 'failed';
    if (failed && !said) offerRestart(sidecar.reason);
    said = failed;
  });
}

function offerRestart(reason: string): void {
  offer(reason, ['sidecar.restart', 'log.show']);
}

/** Commands can be run by name even where menus hide them. */
async function onlyTrusted(action: () => Promise<unknown>): Promise<void> {
  if (vscode.workspace.isTrusted) await action();
  else {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Completion waits until this workspace is trusted.'),
    );
  }
}

/** Says why an asked-for completion can't come: each reason once, the status bar keeps showing it. */
function problemReporter(): (message: string) => void {
  const said = new Set<string>();
  return (message) => {
    if (said.has(message)) return;
    said.add(message);
    offer(message, ['model.choose', 'log.show']);
  };
}

/** A warning with a button for each command. */
function offer(
  message: string,
  commands: readonly ('model.choose' | 'sidecar.restart' | 'log.show')[],
): void {
  const labels = {
    'model.choose': vscode.l10n.t('Choose Model…'),
    'sidecar.restart': vscode.l10n.t('Restart'),
    'log.show': vscode.l10n.t('Show Log'),
  };
  void vscode.window.showWarningMessage(message, ...commands.map((name) => labels[name])).then((answer) => {
    const chosen = commands.find((name) => labels[name] === answer);
    if (chosen !== undefined) void vscode.commands.executeCommand(commandId(chosen));
  });
}
