/** What several commands say alike. */
import * as vscode from 'vscode';

/** There is no completion that a command could be about. */
export function sayNothingKnown(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('There is no completion to speak of: accept one, or run this while one is shown.'),
  );
}
