import type * as vscode from 'vscode';
import { modelPath } from '../common/modelPath';
import type { LineEdit } from './lineRange';
import type { SourceText } from './source';

/** VS Code's documents as the sources see them: one object for each, as long as it is open. */
export class OpenTexts {
  readonly #texts = new WeakMap<vscode.TextDocument, DocumentText>();

  of(document: vscode.TextDocument): SourceText {
    let text = this.#texts.get(document);
    // The same document may get another language.
    if (text?.languageId !== document.languageId) {
      text = new DocumentText(document);
      this.#texts.set(document, text);
    }
    return text;
  }
}

class DocumentText implements SourceText {
  readonly id: string;
  readonly path: string;
  readonly languageId: string;

  constructor(private readonly document: vscode.TextDocument) {
    this.id = document.uri.toString();
    this.path = modelPath(document.uri);
    this.languageId = document.languageId;
  }

  get version(): number {
    return this.document.version;
  }

  get lineCount(): number {
    return this.document.lineCount;
  }

  line(index: number): string {
    return this.document.lineAt(index).text;
  }
}

/** A change of a document in lines. */
export function lineEdit({ range, text }: vscode.TextDocumentContentChangeEvent): LineEdit {
  const { start, end } = range;
  return { first: start.line, removed: end.line - start.line, added: text.match(/\r\n?|\n/g)?.length ?? 0 };
}
