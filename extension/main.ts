/** Entry point in VS Code on Node (desktop, remote, code-server). */
import type * as vscode from 'vscode';
import type { TokoscopeApi } from './api';
import { activateCompletion } from './completion/activate';
import { nodePlatform } from './node/platform';
import { sidecarLauncher } from './sidecar/launcher';
import { activateTokens } from './tokens/activate';

export function activate(context: vscode.ExtensionContext): TokoscopeApi {
  const { log, countTokens } = activateTokens(context, nodePlatform);
  const completionState = activateCompletion(context, {
    log,
    launch: sidecarLauncher(context.extensionUri.fsPath),
  });
  return { countTokens, completionState };
}

export function deactivate(): void {
  // Everything is owned by context.subscriptions.
}
