import * as vscode from 'vscode';
import type { CompleteResult } from '../../sidecar/protocol';
import { DisposableList } from '../common/disposables';
import type { ShownTracker } from '../completion/shownTracker';
import type { AcceptedTracker } from '../statistics/acceptedTracker';
import { followEdits, type TextRange } from '../statistics/followedRange';

/** A completion that a command is about. */
export interface KnownCompletion {
  readonly answer: CompleteResult;
  readonly document: vscode.TextDocument;
  /** Where it stands now, or would: empty while it is only shown. UTF-16 offsets. */
  readonly range: TextRange;
  /** As it was put in, or would be; LF line ends. */
  readonly text: string;
  readonly accepted: boolean;
}

interface Followed extends KnownCompletion {
  readonly eol: vscode.EndOfLine;
}

/** Accepted completions that are followed through edits, of all documents. */
const MOST_FOLLOWED = 32;

/** Knows the completion on screen and the accepted ones, and where they are by now. */
export class LastCompletion {
  readonly #disposables = new DisposableList();
  /** The oldest first. */
  #accepted: Followed[] = [];
  #shown: KnownCompletion | undefined;

  constructor(shown: ShownTracker, accepted: AcceptedTracker) {
    this.#disposables.addAll(
      shown.onDidGive(({ answer, document, position, text }) => {
        const at = document.offsetAt(position);
        this.#shown = { answer, document, text, range: { start: at, end: at }, accepted: false };
      }),
      accepted.onDidAccept(({ answer, document, range, text }) => {
        const lf = text.replaceAll('\r\n', '\n');
        const followed = { answer, document, range, text: lf, accepted: true, eol: document.eol };
        this.#accepted = [...this.#accepted, followed].slice(-MOST_FOLLOWED);
        this.#shown = undefined;
      }),
      vscode.workspace.onDidChangeTextDocument((event) => this.#changed(event)),
      vscode.workspace.onDidCloseTextDocument((closed) => {
        this.#accepted = this.#accepted.filter(({ document }) => document !== closed);
        if (this.#shown?.document === closed) this.#shown = undefined;
      }),
    );
  }

  /**
   * The completion that a command is about: the accepted one that the cursor is in or behind, else the one that is shown
   * at the cursor, else the one that was accepted last.
   */
  get current(): KnownCompletion | undefined {
    const editor = vscode.window.activeTextEditor;
    const at = editor?.document.offsetAt(editor.selection.active) ?? -1;
    const isAround = ({ document, range }: KnownCompletion): boolean =>
      document === editor?.document && range.start <= at && at <= range.end;
    const shown = this.#shown && isAround(this.#shown) ? this.#shown : undefined;
    return this.#accepted.findLast(isAround) ?? shown ?? this.#accepted.at(-1);
  }

  /** The one that was accepted last, in this document if there is one. */
  lastAccepted(document: vscode.TextDocument | undefined): KnownCompletion | undefined {
    return this.#accepted.findLast((one) => one.document === document) ?? this.#accepted.at(-1);
  }

  /** Where accepted completions stand in a document. */
  acceptedRanges(document: vscode.TextDocument): TextRange[] {
    return this.#accepted.flatMap((one) => (one.document === document ? [one.range] : []));
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (this.#shown?.document === document && contentChanges.length > 0) this.#shown = undefined;
    this.#accepted = this.#accepted.flatMap((one) => {
      if (one.document !== document) return [one];
      // Other line ends shift all offsets, and no edit says so.
      if (one.eol !== document.eol) return [];
      const range = followEdits(one.range, contentChanges);
      return [{ ...one, range }];
    });
  }
}

/** A place of a document as the editor has it. */
export function rangeIn(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
