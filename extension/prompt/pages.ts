import * as vscode from 'vscode';
import type { InspectResult } from '../../sidecar/protocol';
import { DisposableList } from '../common/disposables';
import { commandId } from '../config/configuration';
import { cutTitle, hoverLines, segmentTitle, summary } from './facts';
import { layOut, markAt, type PromptLayout } from './layout';
import { PromptPainter, rangeOf } from './painter';
import { PROMPT_SCHEME } from './scheme';

interface Page {
  readonly result: InspectResult;
  readonly layout: PromptLayout;
}

interface FactEntry extends vscode.QuickPickItem {
  readonly range?: vscode.Range;
}

/**
 * Prompts as read-only documents. The text is the prompt and nothing else: what there is to say of it stands in lines
 * above (CodeLens), in hovers, and in a list for keyboard and screen reader.
 */
export class PromptPages
  implements vscode.TextDocumentContentProvider, vscode.HoverProvider, vscode.CodeLensProvider
{
  readonly #pages = new Map<string, Page>();
  readonly #disposables = new DisposableList();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<vscode.Uri>());
  readonly #lensesChanged = this.#disposables.add(new vscode.EventEmitter<void>());
  readonly #painter = this.#disposables.add(new PromptPainter());
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeCodeLenses = this.#lensesChanged.event;

  constructor() {
    const ours = { scheme: PROMPT_SCHEME };
    this.#disposables.addAll(
      vscode.workspace.registerTextDocumentContentProvider(PROMPT_SCHEME, this),
      vscode.languages.registerHoverProvider(ours, this),
      vscode.languages.registerCodeLensProvider(ours, this),
      vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach((one) => this.#paint(one))),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#paintAll(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#pages.delete(uri.toString())),
    );
  }

  /** Shows the prompt of a document beside it, or replaces what is shown of it. */
  async show(source: vscode.Uri, result: InspectResult): Promise<void> {
    const name = source.path.slice(source.path.lastIndexOf('/') + 1);
    const uri = vscode.Uri.from({
      scheme: PROMPT_SCHEME,
      path: `/${name} (prompt)`,
      query: source.toString(),
    });
    this.#pages.set(uri.toString(), { result, layout: layOut(result.segments) });
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    const shown = vscode.window.visibleTextEditors.some((editor) => editor.document === document);
    if (!shown) {
      await vscode.window.showTextDocument(document, {
        viewColumn: vscode.ViewColumn.Beside,
        preserveFocus: true,
        preview: true,
      });
    }
    this.#lensesChanged.fire();
    this.#paintAll(document);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#pages.get(uri.toString())?.layout.text ?? '';
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const page = this.#pages.get(document.uri.toString());
    const mark = page && markAt(page.layout.marks, position);
    if (mark === undefined) return undefined;
    // Plain text: paths come from the workspace, and Markdown would read signs into them.
    const lines = hoverLines(mark).map((line) => new vscode.MarkdownString().appendText(line));
    return new vscode.Hover(lines, rangeOf(mark));
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const page = this.#pages.get(document.uri.toString());
    if (page === undefined) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const facts = {
      title: summary(page.result),
      command: commandId('prompt.facts'),
      arguments: [document.uri],
      tooltip: vscode.l10n.t('Show what is in the prompt and what is not'),
    };
    return [
      new vscode.CodeLens(top, facts),
      ...page.layout.segments
        .filter(({ segment }) => segment.origin !== 'marker' && segment.origin !== 'path')
        .map(
          (span) => new vscode.CodeLens(rangeOf(span), { title: segmentTitle(span.segment), command: '' }),
        ),
    ];
  }

  /**
   * Lists what is in a prompt and what was left out; what is chosen is gone to.
   *
   * @param uri of the prompt; the active editor's if absent
   */
  async showFacts(uri = vscode.window.activeTextEditor?.document.uri): Promise<void> {
    const key = uri?.toString() ?? '';
    const page = this.#pages.get(key);
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === key);
    if (page === undefined || editor === undefined) return;
    const entries: FactEntry[] = [
      ...page.layout.segments.map((span) => ({
        label: segmentTitle(span.segment),
        range: rangeOf(span),
      })),
      { label: vscode.l10n.t('Left out'), kind: vscode.QuickPickItemKind.Separator },
      ...page.result.cuts.map((cut) => ({ label: cutTitle(cut), detail: cut.reason })),
    ];
    const title = summary(page.result);
    const picked = await vscode.window.showQuickPick(entries, { title, matchOnDetail: true });
    if (picked?.range === undefined) return;
    editor.selection = new vscode.Selection(picked.range.start, picked.range.start);
    editor.revealRange(picked.range, vscode.TextEditorRevealType.AtTop);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #paintAll(document: vscode.TextDocument): void {
    if (document.uri.scheme !== PROMPT_SCHEME) return;
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document === document) this.#paint(editor);
    }
  }

  #paint(editor: vscode.TextEditor): void {
    const page = this.#pages.get(editor.document.uri.toString());
    // The editor takes a new text over a moment later, and says so: until then the places are another text's.
    if (page === undefined || lines(editor.document.getText()) !== lines(page.layout.text)) return;
    this.#painter.paint(editor, page.layout);
  }
}

/** With LF line ends, whichever the editor chose. */
function lines(text: string): string {
  return text.replaceAll(/\r\n?/gu, '\n');
}
