import * as vscode from 'vscode';
import type { CompleteResult } from '../../sidecar/protocol';
import { DisposableList } from '../common/disposables';
import { ShownCompletions, type Fate } from './shownCompletions';

/** What became of an answer of the model. */
export interface FateOfAnswer {
  readonly fate: Fate;
  readonly answer: CompleteResult;
  /** False where one of its alternatives was accepted. */
  readonly first: boolean;
}

/** An answer as the provider gives it to the editor. */
export interface GivenAnswer {
  readonly answer: CompleteResult;
  /** What is left of it and of its alternatives, LF line ends. */
  readonly texts: readonly string[];
  readonly automatic: boolean;
  /** The entry that is selected in the suggestion list. */
  readonly selected: vscode.SelectedCompletionInfo | undefined;
}

/** A completion as the editor got it. */
export interface ShownAnswer {
  readonly answer: CompleteResult;
  readonly document: vscode.TextDocument;
  /** Where the text goes in, and what of it is left there; LF line ends. */
  readonly position: vscode.Position;
  readonly text: string;
}

/** Tells {@link ShownCompletions} what happens in the editors, and others what became of completions. */
export class ShownTracker {
  private readonly disposables = new DisposableList();
  private readonly learnt = this.disposables.add(new vscode.EventEmitter<FateOfAnswer>());
  private readonly given = this.disposables.add(new vscode.EventEmitter<ShownAnswer>());
  private readonly shown = new ShownCompletions<CompleteResult>((fate, answer, first) =>
    this.learnt.fire({ fate, answer, first }),
  );

  /** Each fate of an answer once; one may be rejected first, and accepted when it is shown again. */
  readonly onDidLearnFate = this.learnt.event;
  /** The editor shows a completion, unless it has reasons of its own not to. */
  readonly onDidGive = this.given.event;

  constructor() {
    this.disposables.addAll(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) =>
        this.shown.edited(idOf(document), contentChanges),
      ),
      vscode.workspace.onDidCloseTextDocument((document) => this.shown.closed(idOf(document))),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor) this.look(editor.document, editor.selection.active);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections: [selection] }) => {
        if (textEditor !== vscode.window.activeTextEditor || selection === undefined) return;
        if (selection.isEmpty) this.look(textEditor.document, selection.active);
        else this.shown.left();
      }),
    );
  }

  /** The cursor of the active editor is here. */
  look(document: vscode.TextDocument, position: vscode.Position): void {
    this.shown.look(idOf(document), document.offsetAt(position), (start) =>
      textOf(document, new vscode.Range(document.positionAt(start), position)),
    );
  }

  /** The editor gets an answer for a place that was {@link look}ed at, and the request was not cancelled. */
  give(document: vscode.TextDocument, position: vscode.Position, given: GivenAnswer): void {
    const lineStart = position.with({ character: 0 });
    const { answer, texts, automatic, selected } = given;
    const line = textOf(document, new vscode.Range(lineStart, position));
    const head = selected
      ? textOf(document, new vscode.Range(lineStart, selected.range.start)) + selected.text
      : line;
    this.shown.show({
      answer,
      texts,
      automatic,
      line,
      head,
      documentId: idOf(document),
      lineStart: document.offsetAt(lineStart),
    });
    const [text = ''] = texts;
    if (text !== '') this.given.fire({ answer, document, position, text });
  }

  /** The editor ran the command of an answer's text. */
  accepted(answer: CompleteResult, first: boolean): void {
    this.shown.accepted(answer, first);
  }

  dispose(): void {
    this.disposables.dispose();
  }
}

function idOf(document: vscode.TextDocument): string {
  return document.uri.toString();
}

function textOf(document: vscode.TextDocument, range: vscode.Range): string {
  return document.getText(range).replaceAll('\r\n', '\n');
}
