/** What a completion at a place asks the model for: for the provider, and for all that must ask the same. */
import type * as vscode from 'vscode';
import type { CompleteParams, CompleteResult, CursorWindow } from '../../sidecar/protocol';
import { modelPath } from '../common/modelPath';
import { getSetting } from '../config/configuration';
import type { ContextCollector } from '../context/collector';
import type { CompletionPlace } from './completionCache';
import type { CompletionService } from './completionService';
import { workspaceOf } from './learn';
import { largerModelSpec } from './modelSpec';
import { promptBudget } from './promptBudget';

export type CompletionRequest = Omit<CompleteParams, 'spec'>;

/** What only the one who asks knows. */
export type RequestChoice = Pick<CompleteParams, 'alternatives' | 'cautious' | 'hideUnsure' | 'expected'>;

export interface CursorAt {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  /** The text around it, or what that will be. */
  readonly window: CursorWindow;
}

export function placeOf(document: vscode.TextDocument, { prefix, suffix }: CursorWindow): CompletionPlace {
  return { documentId: `${document.languageId} ${document.uri.toString()}`, prefix, suffix };
}

/** Requests whose answers are known by them; one may hold some hundred kilobytes of context. */
const MOST_REMEMBERED = 16;

export class CompletionRequests {
  /** By their answers, the oldest first. */
  readonly #answered = new Map<CompleteResult, CompletionRequest>();

  constructor(
    private readonly service: Pick<CompletionService, 'state'>,
    private readonly collector: Pick<ContextCollector, 'collect'>,
  ) {}

  /** A request was answered. */
  answered(request: CompletionRequest, answer: CompleteResult): void {
    this.#answered.set(answer, request);
    const [oldest] = this.#answered.keys();
    if (this.#answered.size > MOST_REMEMBERED && oldest) this.#answered.delete(oldest);
  }

  /** What was asked for an answer, where that is not too long ago. */
  of(answer: CompleteResult): CompletionRequest | undefined {
    return this.#answered.get(answer);
  }

  make({ document, position, window }: CursorAt, choice: RequestChoice = {}): CompletionRequest {
    const larger = largerModelSpec();
    return {
      ...window,
      documentId: placeOf(document, window).documentId,
      languageId: document.languageId,
      path: modelPath(document.uri),
      mode: getSetting('completion.mode', document),
      maxTokens: getSetting('completion.maxTokens'),
      maxPromptTokens: promptBudget(this.service.state.model),
      timeBudgetMs: getSetting('completion.timeBudget'),
      temperature: getSetting('completion.temperature'),
      seed: 0,
      boundary: getSetting('completion.boundary'),
      drafts: getSetting('completion.drafts'),
      ...this.collector.collect(document, position),
      ...choice,
      ...(larger && { larger }),
      workspace: workspaceOf(document),
    };
  }
}
