import * as vscode from 'vscode';
import type { CompletionService } from './completionService';
import { onServer } from './modelSpec';

/** Says why the model did not do what was asked by hand, where that is known; nothing where the user cancelled. */
export function sayWhyNot(service: Pick<CompletionService, 'state'>): void {
  const { refused, problem, sidecar } = service.state;
  const stopped = sidecar.kind === 'failed' ? sidecar.reason : undefined;
  const why = refused ?? problem?.message ?? stopped ?? onServer();
  if (why !== undefined) void vscode.window.showWarningMessage(why);
}
