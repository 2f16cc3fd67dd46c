import * as vscode from 'vscode';
import { affects, getSetting } from '../config/configuration';
import { themeColor } from '../config/themeColor';
import { debounce } from '../common/debounce';
import { DisposableList } from '../common/disposables';
import type { TokenDocuments } from './documents';
import type { VisibleTokens } from './service/messages';

/** Lines painted above and below the visible ones, so that scrolling meets painted text. */
const MARGIN_LINES = 30;
/** Most characters of one range that are painted: a minified line is not painted to its end. */
const MAX_RANGE = 20_000;

/** Paints token boundaries as two alternating decorations, in the visible part of every editor. */
export class BoundaryView {
  private readonly disposables = new DisposableList();
  private readonly types = [this.createType('even'), this.createType('odd')] as const;
  private readonly refresh = this.disposables.add(debounce(() => void this.updateAll(), 25));

  constructor(private readonly documents: TokenDocuments) {
    this.disposables.addAll(
      vscode.window.onDidChangeVisibleTextEditors(() => this.refresh.schedule()),
      vscode.window.onDidChangeTextEditorVisibleRanges(() => this.refresh.schedule()),
      documents.onDidChange(() => this.refresh.schedule()),
      documents.onDidReset(() => this.refresh.schedule()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affects(event, 'tokens.boundaries')) this.refresh.schedule();
      }),
    );
    this.refresh.schedule();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private createType(which: 'even' | 'odd'): vscode.TextEditorDecorationType {
    return this.disposables.add(
      vscode.window.createTextEditorDecorationType({
        backgroundColor: themeColor(`token.${which}Background`),
        // An outline takes no room, so switching boundaries on never moves the text.
        outline: which === 'even' ? '1px solid' : '1px dotted',
        outlineColor: themeColor(`token.${which}Border`),
        borderRadius: '2px',
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      }),
    );
  }

  private async updateAll(): Promise<void> {
    const editors = vscode.window.visibleTextEditors;
    if (getSetting('tokens.boundaries')) await Promise.all(editors.map((editor) => this.paint(editor)));
    else for (const editor of editors) this.clear(editor);
  }

  private clear(editor: vscode.TextEditor): void {
    for (const type of this.types) editor.setDecorations(type, []);
  }

  private async paint(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    if (this.documents.reasonUntracked(document) !== undefined) {
      this.clear(editor);
      return;
    }
    const tokens = await this.documents.ask(document, 'visibleTokens', {
      ranges: editor.visibleRanges.map((range) => paintedRange(document, range)),
    });
    // Stale or failed: what is painted moves with the text, and the next answer replaces it.
    if (tokens === undefined || !getSetting('tokens.boundaries')) return;
    const [even, odd] = toRanges(document, tokens);
    editor.setDecorations(this.types[0], even);
    editor.setDecorations(this.types[1], odd);
  }
}

function paintedRange(document: vscode.TextDocument, visible: vscode.Range): readonly [number, number] {
  const start = document.offsetAt(new vscode.Position(Math.max(0, visible.start.line - MARGIN_LINES), 0));
  const lastLine = Math.min(document.lineCount - 1, visible.end.line + MARGIN_LINES);
  const end = document.offsetAt(document.lineAt(lastLine).range.end);
  if (end - start <= MAX_RANGE) return [start, end];
  // Long lines: stay near what is really visible.
  const from = Math.max(start, document.offsetAt(visible.start) - MAX_RANGE / 4);
  return [from, Math.min(end, from + MAX_RANGE)];
}

function toRanges(document: vscode.TextDocument, tokens: VisibleTokens): [vscode.Range[], vscode.Range[]] {
  const byParity: [vscode.Range[], vscode.Range[]] = [[], []];
  for (let i = 0; i < tokens.starts.length; i++) {
    const range = new vscode.Range(
      document.positionAt(tokens.starts[i]!),
      document.positionAt(tokens.ends[i]!),
    );
    byParity[tokens.parity[i] === 0 ? 0 : 1].push(range);
  }
  return byParity;
}
