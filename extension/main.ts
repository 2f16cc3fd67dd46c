/** Entry point in VS Code on Node (desktop, remote, code-server). */
import * as vscode from 'vscode';
import type { LogLevel } from '../sidecar/protocol';
import type { TokoscopeApi } from './api';
import { activateCompletion } from './completion/activate';
import { nodePlatform } from './node/platform';
import { onBattery } from './node/powerSupply';
import { sidecarLauncher } from './sidecar/launcher';
import { activateTokens } from './tokens/activate';

export function activate(context: vscode.ExtensionContext): TokoscopeApi {
  const start = performance.now();
  const { log, names, countTokens } = activateTokens(context, nodePlatform);
  const { completionState, completionWork } = activateCompletion(context, {
    log,
    names,
    onBattery,
    launch: sidecarLauncher(context.extensionUri.fsPath, () => levelOf(log)),
  });
  return { countTokens, completionState, completionWork, activationMs: performance.now() - start };
}

export function deactivate(): void {
  // Everything is owned by context.subscriptions.
}

/** The level the user set for our log, in the sidecar's words. */
function levelOf(log: vscode.LogOutputChannel): LogLevel {
  switch (log.logLevel) {
    case vscode.LogLevel.Trace:
    case vscode.LogLevel.Debug:
      return 'debug';
    case vscode.LogLevel.Info:
      return 'info';
    case vscode.LogLevel.Warning:
      return 'warn';
    case vscode.LogLevel.Error:
    case vscode.LogLevel.Off:
      return 'error';
  }
}
