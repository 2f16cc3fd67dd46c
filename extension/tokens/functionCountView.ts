import * as vscode from 'vscode';
import { affects, getSetting } from '../config/configuration';
import { themeColor } from '../config/themeColor';
import { debounce } from '../common/debounce';
import { DisposableList } from '../common/disposables';
import type { TokenDocuments } from './documents';
import type { FunctionCount } from './service/messages';

/** Shows how many tokens each function takes, at the end of the line that opens it. */
export class FunctionCountView {
  private readonly disposables = new DisposableList();
  private readonly type = this.disposables.add(
    vscode.window.createTextEditorDecorationType({
      after: { color: themeColor('functionCount.foreground'), margin: '0 0 0 2em', fontStyle: 'italic' },
      rangeBehavior: vscode.DecorationRangeBehavior.OpenOpen,
    }),
  );
  /** Parsing can wait until typing pauses; the counts of other functions do not change meanwhile. */
  private readonly refresh = this.disposables.add(debounce(() => void this.updateAll(), 250));

  constructor(private readonly documents: TokenDocuments) {
    this.disposables.addAll(
      vscode.window.onDidChangeVisibleTextEditors(() => this.refresh.schedule()),
      documents.onDidChange(() => this.refresh.schedule()),
      documents.onDidReset(() => this.refresh.schedule()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affects(event, 'tokens.functionCounts')) this.refresh.schedule();
      }),
    );
    this.refresh.schedule();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async updateAll(): Promise<void> {
    await Promise.all(vscode.window.visibleTextEditors.map((editor) => this.update(editor)));
  }

  private async update(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const untracked = this.documents.reasonUntracked(document) !== undefined;
    if (untracked || !getSetting('tokens.functionCounts', document)) {
      editor.setDecorations(this.type, []);
      return;
    }
    const answer = await this.documents.ask(document, 'functions', {});
    if (answer === undefined) return;
    editor.setDecorations(this.type, decorations(document, answer.functions));
  }
}

/** One decoration a line: several functions that open on one line share it. */
function decorations(
  document: vscode.TextDocument,
  functions: readonly FunctionCount[],
): vscode.DecorationOptions[] {
  const byLine = new Map<number, FunctionCount[]>();
  for (const item of functions) {
    const { line } = document.positionAt(item.nameStart);
    byLine.set(line, [...(byLine.get(line) ?? []), item]);
  }
  return [...byLine].map(([line, items]) => {
    const { end } = document.lineAt(line).range;
    const text = items.map(({ tokens }) => `${tokens.toLocaleString('en')} tok`).join(', ');
    return { range: new vscode.Range(end, end), renderOptions: { after: { contentText: text } } };
  });
}
