import * as vscode from 'vscode';
import type { CompleteParams, ContextItem, ContextOrigin } from '../../sidecar/protocol';
import { debounce } from '../common/debounce';
import { DisposableList } from '../common/disposables';
import { affects, getSetting } from '../config/configuration';
import { writtenRanges, type LineEdit } from './lineRange';
import { lineEdit, OpenTexts } from './openTexts';
import { Permission } from './permission';
import type { ContextSource, CursorPlace, SourceText } from './source';
import { SOURCES } from './sources';
import { VscodeView } from './vscodeView';
import { withoutRepeats } from './withoutRepeats';

/** What a request tells besides the text around the cursor. */
export type Surroundings = Required<Pick<CompleteParams, 'context' | 'repository'>>;

/** Milliseconds for which the cursor rests before sources prepare for a completion there. */
const REST = 300;
/** An edit in more places at once was made by a tool: a formatter, a rename. */
const MOST_PLACES = 8;

/**
 * Gathers context: tells the sources what happens in the editor, and asks them. Nothing is followed or given in an
 * untrusted workspace, nor of what {@link Permission} holds back.
 */
export class ContextCollector {
  readonly #disposables = new DisposableList();
  readonly #texts = new OpenTexts();
  readonly #view: VscodeView;
  readonly #rest = debounce(() => this.#prepare(), REST);
  #permission = new Permission();
  /** The last edit, of which it is not known yet whether the user made it. */
  #unwritten:
    { readonly text: SourceText; readonly edits: readonly LineEdit[]; readonly version: number } | undefined;
  #sources: ReadonlyMap<ContextOrigin, ContextSource>;

  constructor(private readonly log: vscode.LogOutputChannel) {
    this.#view = this.#disposables.add(new VscodeView(this.#texts, () => this.#permission));
    this.#sources = this.#makeSources();
    this.#disposables.addAll(
      this.#rest,
      { dispose: () => this.#disposeSources() },
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor) this.#moved(editor);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) this.#moved(textEditor);
      }),
      vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (!this.#permission.ofDocument(document)) return;
        const text = this.#texts.of(document);
        this.#each((source) => source.saved?.(text));
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        const text = this.#texts.of(document);
        this.#each((source) => source.closed?.(text));
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        const ours = affects(event, 'completion.context');
        if (ours || Permission.settings.some((name) => event.affectsConfiguration(name))) this.#startOver();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#startOver()),
    );
  }

  /** What is known by now for a completion at a place; waits for nothing. */
  collect(document: vscode.TextDocument, position: vscode.Position): Surroundings {
    const repository = vscode.workspace.getWorkspaceFolder(document.uri)?.name ?? '';
    if (!this.#permission.ofDocument(document)) return { context: [], repository };
    const place = this.#placeOf(document, position);
    const found: ContextItem[] = [];
    this.#each((source) => {
      source.prepare?.(place);
      found.push(...source.collect(place));
    });
    return { context: withoutRepeats(found), repository };
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #moved({ document, selection }: vscode.TextEditor): void {
    if (!this.#permission.ofDocument(document)) return;
    this.#view.uses(document);
    const place = this.#placeOf(document, selection.active);
    this.#each((source) => source.moved?.(place));
    this.#rest.schedule();
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (!this.#permission.ofDocument(document)) return;
    const text = this.#texts.of(document);
    const edits = contentChanges.map(lineEdit);
    if (edits.length > 0) {
      this.#each((source) => source.edited?.(text, edits));
      this.#unwritten = { text, edits, version: document.version };
    }
    // What is read from disk again is as it is on disk. Of the first edit, that it is not comes as an event of its own.
    const last = this.#unwritten;
    if (!document.isDirty || last?.text !== text || last.version !== document.version) return;
    this.#unwritten = undefined;
    if (last.edits.length > MOST_PLACES) return;
    const ranges = writtenRanges(last.edits);
    this.#each((source) => source.written?.(text, ranges));
  }

  #prepare(): void {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !this.#permission.ofDocument(editor.document)) return;
    const place = this.#placeOf(editor.document, editor.selection.active);
    this.#each((source) => source.prepare?.(place));
  }

  #placeOf(document: vscode.TextDocument, { line, character }: vscode.Position): CursorPlace {
    return { text: this.#texts.of(document), line, character };
  }

  /** A source that fails costs its own pieces, not the completion. */
  #each(action: (source: ContextSource) => void): void {
    for (const [name, source] of this.#sources) {
      try {
        action(source);
      } catch (error) {
        this.log.warn(
          `Context of kind "${name}" is left out: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  }

  /** Other rules hold from now on: what was gathered under the old ones is forgotten. */
  #startOver(): void {
    this.#disposeSources();
    this.#permission = new Permission();
    this.#sources = this.#makeSources();
  }

  #makeSources(): Map<ContextOrigin, ContextSource> {
    const switches = getSetting('completion.context');
    const names = Object.keys(SOURCES) as ContextOrigin[];
    // A settings file may hold anything: only a clear "off" turns a source off.
    const wanted = names.filter((name) => switches[name] !== false);
    return new Map(wanted.map((name) => [name, SOURCES[name](this.#view)]));
  }

  #disposeSources(): void {
    for (const source of this.#sources.values()) source.dispose?.();
  }
}
