import * as vscode from 'vscode';

/** Runs a task that can be cancelled under a notification, whose bar shows how far it is: fractions from 0 to 1. */
export function withFraction<T>(
  title: string,
  task: (cancelled: vscode.CancellationToken, onProgress: (fraction: number) => void) => Thenable<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, cancelled) => {
    let shown = 0;
    return task(cancelled, (fraction) => {
      progress.report({ increment: (fraction - shown) * 100 });
      shown = fraction;
    });
  });
}
