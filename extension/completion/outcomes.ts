import * as vscode from 'vscode';
import { getSetting } from '../config/configuration';
import type { CompletionService } from './completionService';
import type { FateOfAnswer, ShownTracker } from './shownTracker';

/**
 * Lets the sidecar know which completions were accepted or rejected and how sure the model was of them, so that it can
 * leave out those that hardly ever are. Accepted in part says too little either way, and of an alternative nobody
 * measured how sure the model was.
 */
export function sendOutcomes(tracker: ShownTracker, service: CompletionService): vscode.Disposable {
  return tracker.onDidLearnFate(({ fate, answer, first }: FateOfAnswer) => {
    const { confidence } = answer.stats;
    if ((fate !== 'accepted' && fate !== 'rejected') || !first || confidence === undefined) return;
    if (!getSetting('completion.hideUnsure')) return;
    service.outcome({
      model: answer.model.path,
      confidence,
      accepted: fate === 'accepted',
      ...(answer.letThrough && { letThrough: true }),
    });
  });
}

/** The command that forgets what became of completions. */
export async function forgetOutcomes(service: CompletionService): Promise<void> {
  const problem = await service.forgetOutcomes();
  if (problem === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Forgot which completions were accepted and rejected.'),
    );
  } else void vscode.window.showWarningMessage(problem);
}
