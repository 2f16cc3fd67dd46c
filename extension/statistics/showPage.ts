import * as vscode from 'vscode';
import { DisposableList } from '../common/disposables';
import { statisticsPage } from './page';
import type { StatisticsStore } from './store';

const SCHEME = 'tokoscope-statistics';
const PAGE = vscode.Uri.from({ scheme: SCHEME, path: '/Completion Statistics.md' });

/** The page of statistics: a read-only document, in the editor's own Markdown preview. */
export class StatisticsPage implements vscode.TextDocumentContentProvider {
  readonly #disposables = new DisposableList();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;

  constructor(private readonly store: StatisticsStore) {
    this.#disposables.add(vscode.workspace.registerTextDocumentContentProvider(SCHEME, this));
  }

  async provideTextDocumentContent(): Promise<string> {
    return statisticsPage(await this.store.save());
  }

  /** Shows the counts of now. */
  async show(): Promise<void> {
    this.refresh();
    try {
      await vscode.commands.executeCommand('markdown.showPreview', PAGE);
    } catch {
      // The editor's Markdown is turned off.
      await vscode.window.showTextDocument(PAGE);
    }
  }

  refresh(): void {
    this.#changed.fire(PAGE);
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
