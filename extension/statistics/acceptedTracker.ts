import * as vscode from 'vscode';
import type { CompleteResult } from '../../sidecar/protocol';
import { DisposableList } from '../common/disposables';
import type { TextRange } from './followedRange';
import { placeOfInsertion } from './insertion';
import { Retention } from './retention';
import type { Statistics } from './statistics';

/** A completion that was put in. */
export interface AcceptedCompletion {
  readonly answer: CompleteResult;
  readonly document: vscode.TextDocument;
  /** Where it was put in, and what; the document's own line ends. */
  readonly range: TextRange;
  readonly text: string;
}

/** The last change of the active editor's document. */
interface LastChange {
  readonly document: vscode.TextDocument;
  readonly edits: readonly vscode.TextDocumentContentChangeEvent[];
}

/** Tells {@link Retention} what is accepted in the editors and what becomes of their documents. */
export class AcceptedTracker {
  readonly #disposables = new DisposableList();
  readonly #lineEnds = new WeakMap<vscode.TextDocument, vscode.EndOfLine>();
  readonly #retention: Retention;
  readonly #accepted = this.#disposables.add(new vscode.EventEmitter<AcceptedCompletion>());
  #last: LastChange | undefined;

  readonly onDidAccept = this.#accepted.event;

  constructor(private readonly statistics: Statistics) {
    this.#retention = this.#disposables.add(
      new Retention({ textAt, stands: (probe, standing) => statistics.stands(probe, standing) }),
    );
    this.#disposables.addAll(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) =>
        this.#changed(document, contentChanges),
      ),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#retention.lost(idOf(document));
        if (this.#last?.document === document) this.#last = undefined;
      }),
    );
  }

  /**
   * The editor put an accepted completion in, by the last change of the active editor's document.
   *
   * @param text the line before the completion, and the completion; LF line ends
   */
  accepted(answer: CompleteResult, text: string): void {
    const last = this.#last;
    const range = last && placeOfInsertion(last.edits, text);
    if (last === undefined || range === undefined) return;
    const { document } = last;
    const inserted = document.getText(rangeIn(document, range));
    this.statistics.inserted(answer, inserted.replaceAll('\r\n', '\n').length);
    this.#lineEnds.set(document, document.eol);
    this.#retention.follow({ ...range, documentId: idOf(document), text: inserted });
    this.#accepted.fire({ answer, document, range, text: inserted });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #changed(document: vscode.TextDocument, edits: LastChange['edits']): void {
    const id = idOf(document);
    const eol = this.#lineEnds.get(document);
    // Other line ends shift all offsets, and no edit says so.
    if (eol !== undefined && eol !== document.eol) {
      this.#lineEnds.delete(document);
      this.#retention.lost(id);
    }
    this.#retention.edited(id, edits);
    const isActive = document === vscode.window.activeTextEditor?.document;
    if (isActive && edits.length > 0) this.#last = { document, edits };
  }
}

function idOf(document: vscode.TextDocument): string {
  return document.uri.toString();
}

function textAt(documentId: string, range: TextRange): string | undefined {
  const document = vscode.workspace.textDocuments.find((one) => idOf(one) === documentId);
  return document?.getText(rangeIn(document, range));
}

function rangeIn(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
