/** Entry point in VS Code on Node (desktop, remote, code-server). */
import type * as vscode from 'vscode';
import { activateCompletion } from './completion/activate';
import { nodePlatform } from './node/platform';
import { sidecarLauncher } from './sidecar/launcher';
import { activateTokens } from './tokens/activate';

export function activate(context: vscode.ExtensionContext): void {
  const tokens = activateTokens(context, nodePlatform);
  activateCompletion(context, { log: tokens.log, launch: sidecarLauncher(context.extensionUri.fsPath) });
}

export function deactivate(): void {
  // Everything is owned by context.subscriptions.
}
