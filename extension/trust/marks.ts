import * as vscode from 'vscode';
import { DisposableList } from '../common/disposables';

/** Decorations of one kind in documents; those of a document go when it is edited. */
export class Marks {
  readonly #disposables = new DisposableList();
  readonly #type: vscode.TextEditorDecorationType;
  /** By address of the document. */
  readonly #marks = new Map<string, readonly vscode.DecorationOptions[]>();

  constructor(options: vscode.DecorationRenderOptions) {
    this.#type = this.#disposables.add(vscode.window.createTextEditorDecorationType(options));
    this.#disposables.addAll(
      vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach((one) => this.#paint(one))),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#forget(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
    );
  }

  /** What is marked in a document. */
  of(document: vscode.TextDocument): readonly vscode.DecorationOptions[] {
    return this.#marks.get(document.uri.toString()) ?? [];
  }

  get isEmpty(): boolean {
    return this.#marks.size === 0;
  }

  add(uri: vscode.Uri, marks: readonly vscode.DecorationOptions[]): void {
    const key = uri.toString();
    this.#marks.set(key, [...(this.#marks.get(key) ?? []), ...marks]);
    this.#paintAll();
  }

  clear(): void {
    this.#marks.clear();
    this.#paintAll();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #forget(document: vscode.TextDocument): void {
    if (this.#marks.delete(document.uri.toString())) this.#paintAll();
  }

  #paintAll(): void {
    for (const editor of vscode.window.visibleTextEditors) this.#paint(editor);
  }

  #paint(editor: vscode.TextEditor): void {
    editor.setDecorations(this.#type, this.of(editor.document));
  }
}
