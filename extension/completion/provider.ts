import * as vscode from 'vscode';
import type { CompleteResult, CursorWindow } from '../../sidecar/protocol';
import { commandId, getSetting } from '../config/configuration';
import type { Trigger } from '../statistics/data';
import type { Statistics } from '../statistics/statistics';
import { Answers } from './answers';
import type { BatteryPause } from './batteryPause';
import { signalOf, tokenOf } from './cancellation';
import type { CompletionService } from './completionService';
import { debounceTime, TypingRhythm } from './debounceTime';
import type { AskModel } from './inFlight';
import { workspaceOf, type AcceptedText } from './learn';
import { placeOf, type CompletionRequests, type CursorAt, type RequestChoice } from './request';
import { windowAhead } from './requestAhead';
import { ResponseTimes } from './responseTimes';
import type { ShownTracker } from './shownTracker';
import { isOn, suitsNow } from './wanted';
import { WhenResting } from './whenResting';
import { cursorWindow } from './window';

/** Intervals between keystrokes without one, after which a completion is being read. */
const READ_INTERVALS = 1.5;

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
 * Ghost text. In order: what the user is typing through, what is being written for where they came from, else (after a
 * pause, when not asked for) the model. Whatever goes wrong is said in the status bar; nothing is shown here.
 */
export class CompletionProvider implements vscode.InlineCompletionItemProvider {
  private readonly answers = new Answers();
  private readonly times = new ResponseTimes();
  private readonly rhythm = new TypingRhythm();
  private readonly resting = new WhenResting();

  constructor(
    private readonly service: CompletionService,
    private readonly requests: CompletionRequests,
    private readonly statistics: Statistics,
    private readonly shown: ShownTracker,
    private readonly tell: ProviderMessages,
    private readonly battery: Pick<BatteryPause, 'isPaused'>,
  ) {}

  /** Forgets earlier completions: another model would not have made them. */
  clear(): void {
    this.resting.moved();
    this.answers.clear();
    this.times.clear();
  }

  /** A key was pressed that types a character. */
  typed(): void {
    this.rhythm.keystroke(performance.now());
  }

  /** The active editor, its cursor or its text is another than it was. */
  moved(): void {
    this.resting.moved();
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
    const at = { document, position, window };
    const place = placeOf(document, window);
    // Nothing is waited for up to here: what is typed through is shown with the keystroke.
    const known = this.answers.find(place);
    // Asked for by hand, there are more to choose from than the one that typing brought.
    const count = invoked ? getSetting('completion.alternatives') : 1;
    const { sidecar } = this.service.state;
    const noMore = count === 1 || known?.alternatives !== undefined || sidecar.kind === 'failed';
    if (known !== undefined && noMore && (known.text !== '' || !invoked)) {
      if (known.typed > 0) this.statistics.typedThrough();
      if (!invoked) this.askAhead(at, known.text);
      return show(known.answer, [known.text, ...(known.alternatives ?? []).slice(0, count - 1)]);
    }

    if (sidecar.kind === 'failed') {
      if (invoked) this.tell.stopped(sidecar.reason);
      return [];
    }
    if (invoked) this.service.clearProblem();
    else if (this.service.state.problem !== undefined) return [];

    const signal = signalOf(cancelled);
    const found = await (invoked
      ? this.answers.fromModel(
          place,
          this.asking(at, { alternatives: count, cautious: getSetting('completion.cautious') }, 'invoked'),
          signal,
        )
      : this.answers.whileTyping(
          place,
          this.asking(at, automaticChoice(), 'automatic'),
          this.pause(window),
          signal,
        ));
    const { problem, unavailable } = this.service.state;
    const why = problem?.message ?? unavailable;
    if (invoked && why !== undefined) this.tell.problem(why);
    if (found === undefined) return [];
    if (found.typed > 0) this.statistics.typedThrough();
    if (!invoked) this.askAhead(at, found.text);
    return show(found.answer, [found.text, ...(found.alternatives ?? [])]);
  }

  /** Has the model read the text at the cursor, where a completion may come by itself and starts the sooner for it. */
  async warm(signal: AbortSignal): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !getSetting('completion.warmUp') || this.battery.isPaused) return;
    const { document, selection } = editor;
    const position = selection.active;
    const { model } = this.service.state;
    const isQuick = model !== undefined && (model.backend !== 'CPU' || this.times.promptsAreQuick);
    if (!isQuick || this.answers.isBusy || !isOn(document) || !suitsNow(document, position)) return;
    const window = cursorWindow(document, position);
    if (this.answers.find(placeOf(document, window)) !== undefined) return;
    const request = this.requests.make({ document, position, window }, automaticChoice());
    const warmed = await this.service.warm(request, tokenOf(signal));
    if (warmed !== undefined) this.times.warmed(warmed.ms);
  }

  /**
   * Asks for what would follow a completion that is shown, once nothing was typed for longer than usual: who types on does
   * not accept it, and a prompt with it would take the place of theirs in the model's cache.
   */
  private askAhead(at: CursorAt, text: string): void {
    if (!getSetting('completion.requestAhead') || !this.times.answersAreQuick) return;
    const window = windowAhead(at.window, text);
    if (window === undefined) return;
    const ask: AskModel = async (signal, onText) => {
      const request = this.requests.make({ ...at, window }, automaticChoice());
      const answer = await this.service.completeAhead(request, tokenOf(signal), onText);
      const { languageId } = at.document;
      if (answer !== undefined) {
        this.requests.answered(request, answer);
        this.statistics.completed(answer, { trigger: 'ahead', languageId });
      }
      return answer;
    };
    this.resting.plan(READ_INTERVALS * this.rhythm.interval, () =>
      this.answers.ahead(placeOf(at.document, window), ask),
    );
  }

  /** How to ask the model for a place, and count what comes of it. */
  private asking(at: CursorAt, choice: RequestChoice, trigger: Trigger): AskModel {
    return async (signal, onText) => {
      const expected = this.answers.guess(placeOf(at.document, at.window));
      const request = this.requests.make(at, { ...choice, expected });
      const answer = await this.service.complete(request, tokenOf(signal), onText);
      if (answer !== undefined) {
        this.requests.answered(request, answer);
        this.statistics.completed(answer, { trigger, languageId: at.document.languageId });
        this.times.answered(answer.stats);
      } else if (signal.aborted) this.statistics.cancelled();
      return answer;
    };
  }

  /** Milliseconds to wait for the next keystroke. */
  private pause({ prefix, suffix }: CursorWindow): number {
    const most = getSetting('completion.debounce');
    if (!getSetting('completion.adaptivePause')) return most;
    const { interval } = this.rhythm;
    return debounceTime({ prefix, suffix, interval, response: this.times.expected, most });
  }
}

function automaticChoice(): RequestChoice {
  return { hideUnsure: getSetting('completion.hideUnsure') };
}

function lineSoFar({ prefix }: CursorWindow): string {
  return prefix.slice(prefix.lastIndexOf('\n') + 1);
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
