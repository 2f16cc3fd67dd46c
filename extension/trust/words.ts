/** What several commands say alike. */
import * as vscode from 'vscode';
import { onServer } from '../completion/modelSpec';
import type { CompletionService } from '../completion/completionService';

/** There is no completion that a command could be about. */
export function sayNothingKnown(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('There is no completion to speak of: accept one, or run this while one is shown.'),
  );
}

/** Says why the model gave no answer, where that is known; nothing where the user cancelled. */
export function sayWhyNot(service: Pick<CompletionService, 'state'>): void {
  const { problem, sidecar } = service.state;
  const stopped = sidecar.kind === 'failed' ? sidecar.reason : undefined;
  const why = problem?.message ?? stopped ?? onServer();
  if (why !== undefined) void vscode.window.showWarningMessage(why);
}
