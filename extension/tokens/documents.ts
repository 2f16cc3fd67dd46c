import * as vscode from 'vscode';
import { affects, getSetting } from '../config/configuration';
import { DisposableList } from '../common/disposables';
import { chosenTokenizer } from './chosenTokenizer';
import type { Platform } from '../platform';
import { PROMPT_SCHEME } from '../prompt/scheme';
import type { RequestName, Requests } from './service/messages';
import { TokenClient } from './tokenClient';

/** Schemes whose documents are the editor's own output or ours, not the user's text. */
const FOREIGN_SCHEMES = new Set([
  'output',
  'vscode-settings',
  'walkThrough',
  'walkThroughSnippet',
  PROMPT_SCHEME,
]);

interface Tracked {
  readonly document: vscode.TextDocument;
  eol: vscode.EndOfLine;
}

/** Why a document has no tokens; shown in the status bar. */
export type Untracked = 'too large' | 'not a document';

/**
 * Keeps the token worker's copy of documents equal to the editor's: opens a document when it is first shown,
 * sends its edits, closes it with the editor. Asks on behalf of the views and drops answers for a version that
 * is no longer the document's.
 */
export class TokenDocuments {
  private readonly tracked = new Map<string, Tracked>();
  private readonly disposables = new DisposableList();
  private readonly client: TokenClient;
  private readonly changed = this.disposables.add(new vscode.EventEmitter<vscode.TextDocument>());
  private readonly reset = this.disposables.add(new vscode.EventEmitter<void>());
  private crashes = 0;
  private problem: string | undefined;

  /** A tracked document changed. */
  readonly onDidChange = this.changed.event;
  /** Everything known is out of date: another tokenizer, or a new worker. */
  readonly onDidReset = this.reset.event;

  constructor(context: vscode.ExtensionContext, platform: Platform, log: vscode.LogOutputChannel) {
    this.client = this.disposables.add(
      new TokenClient(() => platform.startTokenWorker(context.extensionUri), {
        onStart: () => this.reopenAll(),
        onExit: (reason) => {
          log.error(`Token worker ended (${reason}).`);
          // A document that kills the worker would kill it for ever: give up after a few deaths.
          if (++this.crashes <= 3) this.reset.fire();
        },
        onLog: (line) => log.warn(line),
        onTokenizer: (problem) => {
          if (problem === this.problem) return;
          if (problem !== undefined) log.warn(problem);
          this.problem = problem;
          this.reset.fire();
        },
      }),
    );
    this.disposables.add(vscode.workspace.onDidChangeTextDocument((event) => this.change(event)));
    this.disposables.add(vscode.workspace.onDidCloseTextDocument((document) => this.close(document)));
    // Another language comes as a close and an open of the same document: the views must look again.
    this.disposables.add(vscode.workspace.onDidOpenTextDocument((document) => this.changed.fire(document)));
    this.disposables.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affects(event, 'tokens.tokenizer', 'tokens.tokenizerFile')) {
          this.client.notify('useTokenizer', { name: chosenTokenizer() });
          this.reset.fire();
        }
        if (affects(event, 'tokens.maxDocumentSize')) this.reset.fire();
      }),
    );
    context.subscriptions.push(this.disposables);
  }

  /** Why the tokenizer that the user chose can't be used, if so. */
  get tokenizerProblem(): string | undefined {
    return this.problem;
  }

  /** Why `document` is not analysed, or undefined when it is. */
  reasonUntracked(document: vscode.TextDocument): Untracked | undefined {
    if (document.isClosed || FOREIGN_SCHEMES.has(document.uri.scheme)) return 'not a document';
    const end = document.lineAt(document.lineCount - 1).range.end;
    return document.offsetAt(end) > getSetting('tokens.maxDocumentSize') * 1e6 ? 'too large' : undefined;
  }

  /**
   * Asks the worker about a document and returns the answer if it is still true; undefined when the document
   * is not analysed, moved on meanwhile, or the worker died.
   */
  async ask<N extends RequestName>(
    document: vscode.TextDocument,
    type: N,
    params: Omit<Requests[N]['params'], 'uri'>,
  ): Promise<Requests[N]['result'] | undefined> {
    if (this.crashes > 3 || this.reasonUntracked(document) !== undefined) return undefined;
    this.open(document);
    const uri = document.uri.toString();
    const version = document.version;
    try {
      const request: Requests[N]['params'] = { ...params, uri };
      const result = await this.client.request(type, request);
      return document.version === version && !document.isClosed ? result : undefined;
    } catch {
      return undefined; // Logged where the worker ended; the view keeps what it shows.
    }
  }

  private open(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    // A new untitled document may take the address of one whose end was not reported yet.
    if (this.tracked.get(uri)?.document === document) return;
    this.tracked.set(uri, { document, eol: document.eol });
    this.sendOpen(document);
  }

  private sendOpen(document: vscode.TextDocument): void {
    this.client.notify('open', {
      uri: document.uri.toString(),
      version: document.version,
      languageId: document.languageId,
      fileName: document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1),
      text: document.getText(),
    });
  }

  private change(event: vscode.TextDocumentChangeEvent): void {
    const { document, contentChanges } = event;
    const entry = this.tracked.get(document.uri.toString());
    if (entry?.document !== document) return;
    if (entry.eol !== document.eol) {
      // Other line ends move every offset, and come without a content change for each line.
      entry.eol = document.eol;
      this.sendOpen(document);
    } else if (contentChanges.length > 0) {
      this.client.notify('change', {
        uri: document.uri.toString(),
        version: document.version,
        edits: contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
          start: rangeOffset,
          end: rangeOffset + rangeLength,
          text,
        })),
      });
    } else return; // Only the dirty flag changed.
    this.changed.fire(document);
  }

  private close(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    if (this.tracked.get(uri)?.document !== document) return;
    this.tracked.delete(uri);
    this.client.notify('close', { uri });
  }

  private reopenAll(): void {
    this.client.notify('useTokenizer', { name: chosenTokenizer() });
    for (const { document } of this.tracked.values()) this.sendOpen(document);
  }
}
