import * as vscode from 'vscode';
import { affects, commandId, getSetting } from '../config/configuration';
import { debounce } from '../common/debounce';
import { DisposableList } from '../common/disposables';
import type { TokenDocuments, Untracked } from './documents';
import type { Counts } from './service/messages';

/** The characters that stand for what could not be decoded. */
const REPLACEMENT = '\uFFFD';

/** Status bar item: exact tokens of the active document and of the selection. */
export class CountStatus {
  private readonly disposables = new DisposableList();
  private readonly item = this.disposables.add(
    vscode.window.createStatusBarItem('tokoscope.count', vscode.StatusBarAlignment.Right, 100),
  );
  private shown: vscode.TextDocument | undefined;
  private readonly refresh = this.disposables.add(debounce(() => void this.update(), 30));

  constructor(private readonly documents: TokenDocuments) {
    this.item.name = vscode.l10n.t('Token Count');
    this.item.command = commandId('tokens.selectTokenizer');
    const active = (document: vscode.TextDocument): boolean =>
      vscode.window.activeTextEditor?.document === document;
    this.disposables.addAll(
      vscode.window.onDidChangeActiveTextEditor(() => this.refresh.schedule()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (active(textEditor.document)) this.refresh.schedule();
      }),
      documents.onDidChange((document) => {
        if (active(document)) this.refresh.schedule();
      }),
      documents.onDidReset(() => this.refresh.schedule()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affects(event, 'tokens.statusBar')) this.refresh.schedule();
      }),
    );
    this.refresh.schedule();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async update(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !getSetting('tokens.statusBar')) {
      this.item.hide();
      return;
    }
    const { document } = editor;
    const problem = this.documents.tokenizerProblem;
    if (problem !== undefined) {
      this.showProblem(problem);
      return;
    }
    const reason = this.documents.reasonUntracked(document);
    if (reason !== undefined) {
      this.showReason(reason);
      return;
    }
    if (this.shown !== document) {
      // The count on show is another document's, and this one's may take a moment.
      this.item.text = '$(symbol-numeric) … tok';
      this.item.tooltip = '';
      this.item.show();
      this.shown = document;
    }
    const counts = await this.documents.ask(document, 'counts', {
      selections: editor.selections
        .filter((selection) => !selection.isEmpty)
        .map(({ start, end }) => [document.offsetAt(start), document.offsetAt(end)] as const),
    });
    if (counts === undefined || vscode.window.activeTextEditor !== editor) return;
    this.item.text = label(counts);
    this.item.tooltip = tooltip(counts);
    this.item.show();
  }

  private showProblem(problem: string): void {
    this.item.text = '$(warning) – tok';
    this.item.tooltip = vscode.l10n.t('{0} Click to choose another tokenizer.', problem);
    this.item.show();
    this.shown = undefined;
  }

  private showReason(reason: Untracked): void {
    if (reason === 'not a document') return this.item.hide();
    this.item.text = '$(symbol-numeric) – tok';
    this.item.tooltip = vscode.l10n.t(
      'Not counted: the document has more than {0} million characters (tokoscope.tokens.maxDocumentSize).',
      getSetting('tokens.maxDocumentSize'),
    );
    this.item.show();
  }
}

function label({ exact, tokens, selectionTokens }: Counts): string {
  const mark = exact ? '' : '≈';
  const total = mark + tokens.toLocaleString('en');
  return selectionTokens === undefined
    ? `$(symbol-numeric) ${total} tok`
    : `$(symbol-numeric) ${mark}${selectionTokens.toLocaleString('en')} / ${total} tok`;
}

function tooltip(counts: Counts): vscode.MarkdownString {
  const lines = [
    vscode.l10n.t(
      '**{0}** tokens of {1} ({2})',
      counts.tokens.toLocaleString('en'),
      counts.tokenizer,
      counts.exact ? vscode.l10n.t('exact') : vscode.l10n.t('an estimate'),
    ),
    vscode.l10n.t(
      '{0} characters, {1} bytes of UTF-8, {2} bytes a token',
      counts.characters.toLocaleString('en'),
      counts.bytes.toLocaleString('en'),
      counts.tokens === 0 ? '–' : (counts.bytes / counts.tokens).toFixed(2),
    ),
  ];
  if (counts.selectionTokens !== undefined) {
    lines.push(
      vscode.l10n.t(
        'The selection takes **{0}** tokens by itself',
        counts.selectionTokens.toLocaleString('en'),
      ),
    );
  }
  if (counts.replacements) {
    lines.push(
      vscode.l10n.t(
        'The file is not valid text in this encoding: the count is of what the editor shows, “{0}” included',
        REPLACEMENT,
      ),
    );
  }
  lines.push(vscode.l10n.t('Click to choose another tokenizer'));
  return new vscode.MarkdownString(lines.join('  \n'));
}
