/** What a completion at a place asks the model for: for the provider, and for all that must ask the same. */
import * as vscode from 'vscode';
import type { CompleteParams, CursorWindow, LoadedModel } from '../../sidecar/protocol';
import { getSetting } from '../config/configuration';
import type { CompletionPlace } from './completionCache';
import { workspaceOf } from './learn';
import { largerModelSpec } from './modelSpec';
import { promptBudget } from './promptBudget';

export type CompletionRequest = Omit<CompleteParams, 'spec'>;

/** What only the one who asks knows. */
export type RequestChoice = Pick<CompleteParams, 'alternatives' | 'cautious' | 'hideUnsure' | 'expected'>;

export function placeOf(document: vscode.TextDocument, { prefix, suffix }: CursorWindow): CompletionPlace {
  return { documentId: `${document.languageId} ${document.uri.toString()}`, prefix, suffix };
}

/** @param model the one that answered last, which the budget depends on */
export function completionRequest(
  document: vscode.TextDocument,
  window: CursorWindow,
  model: LoadedModel | undefined,
  choice: RequestChoice = {},
): CompletionRequest {
  const larger = largerModelSpec();
  return {
    ...window,
    documentId: placeOf(document, window).documentId,
    languageId: document.languageId,
    path: vscode.workspace.asRelativePath(document.uri),
    mode: getSetting('completion.mode', document),
    maxTokens: getSetting('completion.maxTokens'),
    maxPromptTokens: promptBudget(model),
    timeBudgetMs: getSetting('completion.timeBudget'),
    temperature: getSetting('completion.temperature'),
    seed: 0,
    boundary: getSetting('completion.boundary'),
    drafts: getSetting('completion.drafts'),
    ...choice,
    ...(larger && { larger }),
    workspace: workspaceOf(document),
  };
}
