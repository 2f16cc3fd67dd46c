import * as vscode from 'vscode';
import { DisposableList } from '../common/disposables';
import { messageOf } from '../common/messageOf';
import { registerCommand } from '../config/configuration';
import type { ShownTracker } from '../completion/shownTracker';
import { AcceptedTracker } from './acceptedTracker';
import { exportText } from './export';
import { StatisticsPage } from './showPage';
import { Statistics } from './statistics';
import { statisticsFile } from './statisticsFile';
import { StatisticsStore } from './store';

export interface ActiveStatistics {
  /** What is told of requests and answers. */
  readonly statistics: Statistics;
  readonly accepted: AcceptedTracker;
}

/** Counts completions on this machine, and shows, exports and forgets the counts; nothing is read before that. */
export function activateStatistics(
  { subscriptions, globalStorageUri }: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  shown: ShownTracker,
): ActiveStatistics {
  const store = new StatisticsStore(statisticsFile(globalStorageUri), (error) =>
    log.warn(`Statistics could not be saved: ${messageOf(error)}`),
  );
  const statistics = new Statistics((more) => store.add(more));
  const accepted = new AcceptedTracker(statistics);
  const page = new StatisticsPage(store);
  // The last ones are disposed of first: what is unknown then is still saved.
  const owned = new DisposableList();
  subscriptions.push(owned);
  owned.addAll(
    store,
    accepted,
    page,
    shown.onDidLearnFate(({ fate, answer }) => statistics.became(fate, answer)),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (!focused) store.saveNew();
    }),
    registerCommand('completion.statistics', () => page.show()),
    registerCommand('completion.exportStatistics', () => exportStatistics(store)),
    registerCommand('completion.resetStatistics', () => resetStatistics(store, page)),
  );
  return { statistics, accepted };
}

async function exportStatistics(store: StatisticsStore): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = 'tokoscope-completion-statistics.json';
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Completion Statistics'),
    filters: { JSON: ['json'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return;
  const text = exportText(await store.save(), Date.now());
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The statistics could not be written there; choose another place. {0}', messageOf(error)),
    );
    return;
  }
  const open = vscode.l10n.t('Open');
  const answer = await vscode.window.showInformationMessage(vscode.l10n.t('Statistics exported.'), open);
  if (answer === open) await vscode.window.showTextDocument(target);
}

async function resetStatistics(store: StatisticsStore, page: StatisticsPage): Promise<void> {
  const reset = vscode.l10n.t('Reset');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Forget all counts of completions on this machine?'),
    { modal: true },
    reset,
  );
  if (answer !== reset) return;
  try {
    await store.reset();
    page.refresh();
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The statistics could not be reset; try again. {0}', messageOf(error)),
    );
  }
}
