import * as vscode from 'vscode';
import type { CompleteResult, CursorWindow } from '../../sidecar/protocol';
import { commandId, getSetting } from '../config/configuration';
import type { BatteryPause } from './batteryPause';
import { CompletionCache, type CompletionPlace } from './completionCache';
import type { CompletionService } from './completionService';
import { workspaceOf, type AcceptedText } from './learn';
import { enabledFor, suitsAutomatic } from './policy';
import { completionRequest, placeOf, type RequestChoice } from './request';
import type { ShownTracker } from './shownTracker';
import type { Statistics } from './statistics';
import { cursorWindow } from './window';

/** What the user is told when a completion was asked for and can't come. */
export interface ProviderMessages {
  problem(message: string): void;
  /** The process stopped for good; `reason` says why. */
  stopped(reason: string): void;
}

/** What the command of an accepted completion gets. */
export interface AcceptedAnswer extends AcceptedText {
  readonly answer: CompleteResult;
  /** False for an alternative. */
  readonly first: boolean;
}

/**
 * Ghost text. In order: what the user is typing through, else (after a pause, when not asked for) the model.
 * Whatever goes wrong is said in the status bar; nothing is shown here.
 */
export class CompletionProvider implements vscode.InlineCompletionItemProvider {
  private readonly cache = new CompletionCache();

  constructor(
    private readonly service: CompletionService,
    private readonly statistics: Statistics,
    private readonly shown: ShownTracker,
    private readonly tell: ProviderMessages,
    private readonly battery: Pick<BatteryPause, 'isPaused'>,
  ) {}

  /** Forgets earlier completions: another model would not have made them. */
  clear(): void {
    this.cache.clear();
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    cancelled: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    this.shown.look(document, position);
    const invoked = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    if (!isOn(document) || (!invoked && (this.battery.isPaused || !suitsNow(document, position)))) return [];

    const selected = context.selectedCompletionInfo;
    const window = cursorWindow(document, position, selected);
    // What the editor shows must extend the entry that is selected in its suggestion list.
    const show = (
      answer: CompleteResult | undefined,
      texts: readonly string[],
    ): vscode.InlineCompletionItem[] => {
      if (answer === undefined) return [];
      if (!cancelled.isCancellationRequested) {
        this.shown.give(document, position, { answer, texts, automatic: !invoked, selected });
      }
      const range = new vscode.Range(position, position);
      return items(texts, document, selected ?? { text: '', range }, (text) => ({
        workspace: workspaceOf(document),
        text: lineSoFar(window) + text,
        answer,
        first: text === texts[0],
      }));
    };
    const place = placeOf(document, window);
    const known = this.cache.find(place);
    // Asked for by hand, there are more to choose from than the one that typing brought.
    const count = invoked ? getSetting('completion.alternatives') : 1;
    const { sidecar } = this.service.state;
    const noMore = count === 1 || known?.alternatives !== undefined || sidecar.kind === 'failed';
    if (known !== undefined && noMore && (known.text !== '' || !invoked)) {
      if (known.typed > 0) this.statistics.typedThrough();
      return show(known.answer, [known.text, ...(known.alternatives ?? []).slice(0, count - 1)]);
    }

    if (sidecar.kind === 'failed') {
      if (invoked) this.tell.stopped(sidecar.reason);
      return [];
    }
    if (invoked) this.service.clearProblem();
    else if (this.service.state.problem !== undefined) return [];
    else if (await typingGoesOn(getSetting('completion.debounce'), cancelled)) return [];

    const choice = invoked
      ? { alternatives: count, cautious: getSetting('completion.cautious') }
      : { hideUnsure: getSetting('completion.hideUnsure') };
    const result = await this.askModel(document, window, place, choice, cancelled);
    const { problem } = this.service.state;
    if (invoked && problem !== undefined) this.tell.problem(problem.message);
    return result === undefined ? [] : show(result, [result.text, ...(result.alternatives ?? [])]);
  }

  private async askModel(
    document: vscode.TextDocument,
    window: CursorWindow,
    place: CompletionPlace,
    choice: RequestChoice,
    cancelled: vscode.CancellationToken,
  ): Promise<CompleteResult | undefined> {
    const expected = this.cache.guess(place);
    const request = completionRequest(document, window, this.service.state.model, { ...choice, expected });
    const result = await this.service.complete(request, cancelled);
    if (result === undefined) {
      if (cancelled.isCancellationRequested) this.statistics.cancelled();
      return undefined;
    }
    this.statistics.completed(result);
    // Worth keeping even when the user typed on: the next request may be typing it through.
    const { text, alternatives } = result;
    this.cache.add({ ...place, text, answer: result, ...(alternatives && { alternatives }) });
    return result;
  }
}

function lineSoFar({ prefix }: CursorWindow): string {
  return prefix.slice(prefix.lastIndexOf('\n') + 1);
}

function isOn(document: vscode.TextDocument): boolean {
  return vscode.workspace.isTrusted && enabledFor(document.languageId, getSetting('completion.enabled'));
}

function suitsNow(document: vscode.TextDocument, position: vscode.Position): boolean {
  const after = document.lineAt(position.line).text.slice(position.character);
  return getSetting('completion.automatic', document) && suitsAutomatic(after);
}

/** Waits out the pause; true when a newer keystroke ended it. */
function typingGoesOn(pause: number, cancelled: vscode.CancellationToken): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(false), pause);
    const listener = cancelled.onCancellationRequested(() => done(true));
    const done = (cut: boolean): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve(cut || cancelled.isCancellationRequested);
    };
  });
}

/** The completions as the editor takes them: each replaces `at.range`, and starts with `at.text`. */
function items(
  texts: readonly string[],
  document: vscode.TextDocument,
  at: vscode.SelectedCompletionInfo,
  accepted: (text: string) => AcceptedAnswer,
): vscode.InlineCompletionItem[] {
  const toEnds = (text: string): string =>
    document.eol === vscode.EndOfLine.CRLF ? text.replaceAll('\n', '\r\n') : text;
  return texts
    .filter((text) => text !== '')
    .map((text) => {
      const item = new vscode.InlineCompletionItem(at.text + toEnds(text), at.range);
      item.command = { command: commandId('completion.accepted'), title: '', arguments: [accepted(text)] };
      return item;
    });
}
