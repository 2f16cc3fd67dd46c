import type * as vscode from 'vscode';
import type { CompletionService } from '../completion/completionService';
import type { CompletionRequests } from '../completion/request';
import type { ShownTracker } from '../completion/shownTracker';
import { registerCommand } from '../config/configuration';
import type { AcceptedTracker } from '../statistics/acceptedTracker';
import { ExplainCompletion } from './explainCompletion';
import { LastCompletion } from './lastCompletion';
import { MarkUnknownNames, type AskNames } from './markUnknownNames';
import { showSources } from './showSources';
import { ShowSurprise } from './showSurprise';

export interface TrustHost {
  readonly service: CompletionService;
  readonly requests: CompletionRequests;
  readonly shown: ShownTracker;
  readonly accepted: AcceptedTracker;
  readonly names: AskNames;
  readonly onlyTrusted: (action: () => Promise<unknown>) => Promise<void>;
}

/** What lets a user judge a completion: where it stands, what carried it, what in it exists nowhere, how likely it is. */
export function activateTrust(
  { subscriptions }: vscode.ExtensionContext,
  { service, requests, shown, accepted, names, onlyTrusted }: TrustHost,
): void {
  const completions = new LastCompletion(shown, accepted);
  const explain = new ExplainCompletion(service, requests, completions);
  const unknownNames = new MarkUnknownNames(names, completions);
  const surprise = new ShowSurprise(service, completions);
  subscriptions.push(
    completions,
    explain,
    unknownNames,
    surprise,
    registerCommand('trust.sources', () => onlyTrusted(() => showSources(completions, requests))),
    registerCommand('trust.explain', () => onlyTrusted(() => explain.run())),
    registerCommand('trust.unknownNames', () => onlyTrusted(() => unknownNames.run())),
    registerCommand('trust.surprise', () => onlyTrusted(() => surprise.run())),
  );
}
