import * as vscode from 'vscode';
import { DisposableList } from '../common/disposables';
import type { LineRange } from './lineRange';
import type { OpenTexts } from './openTexts';
import { within } from './patience';
import type { Permission } from './permission';
import type { CursorPlace, DefinitionTarget, EditorView, Problem, SourceText } from './source';

/** Where definitions are read from; a place that is gone answers late or never, and holds up others if asked too often. */
const READABLE = new Set(['file', 'vscode-vfs', 'vscode-remote']);
const READ_LIMIT = 1000;
const READS_AT_ONCE = 2;
/** Bytes. */
const LARGEST_FILE = 1_048_576;

/** A provider's DocumentSymbol, its SymbolInformation, or what VS Code makes of the two, which is both. */
interface FoundSymbol {
  readonly range?: vscode.Range;
  readonly location?: vscode.Location;
  readonly children?: readonly FoundSymbol[];
}

/** What sources ask of the editor, asked of VS Code. */
export class VscodeView implements EditorView {
  readonly #disposables = new DisposableList();
  #shown: readonly vscode.TextDocument[] | undefined;
  /** Addresses of documents by when the cursor was in them, the last one last. */
  readonly #used = new Set<string>();
  #reading = 0;

  /** @param permission the one that holds now */
  constructor(
    private readonly texts: OpenTexts,
    private readonly permission: () => Permission,
  ) {
    const changed = (): void => {
      this.#shown = undefined;
    };
    this.#disposables.addAll(
      vscode.window.tabGroups.onDidChangeTabs(changed),
      vscode.window.tabGroups.onDidChangeTabGroups(changed),
      vscode.workspace.onDidOpenTextDocument(changed),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#used.delete(document.uri.toString());
        changed();
      }),
    );
  }

  /** The cursor is in this document. */
  uses(document: vscode.TextDocument): void {
    const id = document.uri.toString();
    this.#used.delete(id);
    this.#used.add(id);
    this.#shown = undefined;
  }

  shownTexts(): SourceText[] {
    this.#shown ??= this.#documentsOfTabs();
    return this.#shown
      .filter((document) => !document.isClosed && this.permission().ofDocument(document))
      .map((document) => this.texts.of(document));
  }

  problems({ id }: SourceText): Problem[] {
    const { Error, Warning } = vscode.DiagnosticSeverity;
    return vscode.languages
      .getDiagnostics(vscode.Uri.parse(id))
      .filter(({ severity }) => severity === Error || severity === Warning)
      .map(({ range, severity, message }) => ({
        line: range.start.line,
        severity: severity === Error ? 'error' : 'warning',
        message,
      }));
  }

  async definitions({ text, line, character }: CursorPlace): Promise<DefinitionTarget[]> {
    const place = [vscode.Uri.parse(text.id), new vscode.Position(line, character)] as const;
    const ask = async (kind: string): Promise<DefinitionTarget[]> => {
      const found = await quiet<readonly (vscode.Location | vscode.LocationLink)[]>(
        vscode.commands.executeCommand(`vscode.execute${kind}Provider`, ...place),
      );
      return (found ?? []).map(targetOf);
    };
    const [own, types] = await Promise.all([ask('Definition'), ask('TypeDefinition')]);
    return [...types, ...own];
  }

  async symbols({ id }: SourceText): Promise<LineRange[]> {
    const found = await quiet<readonly FoundSymbol[]>(
      vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', vscode.Uri.parse(id)),
    );
    return rangesOf(found ?? []);
  }

  async open(id: string): Promise<SourceText | undefined> {
    const uri = vscode.Uri.parse(id);
    if (!this.permission().ofAddress(uri)) return undefined;
    const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === id);
    const document = open ?? (await within(READ_LIMIT, this.#read(uri)));
    return document && this.permission().ofDocument(document) ? this.texts.of(document) : undefined;
  }

  isInWorkspace(id: string): boolean {
    return (
      !id.includes('/node_modules/') &&
      vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(id)) !== undefined
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Nothing where too much is being read as it is: a network drive may be gone. */
  async #read(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
    if (!READABLE.has(uri.scheme) || this.#reading >= READS_AT_ONCE) return undefined;
    this.#reading++;
    try {
      const stat = await quiet(vscode.workspace.fs.stat(uri));
      if (!stat || stat.size > LARGEST_FILE) return undefined;
      return await quiet(vscode.workspace.openTextDocument(uri));
    } finally {
      this.#reading--;
    }
  }

  #documentsOfTabs(): vscode.TextDocument[] {
    const documents = new Map(vscode.workspace.textDocuments.map((one) => [one.uri.toString(), one]));
    const ids = new Set<string>();
    for (const { input } of vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)) {
      if (input instanceof vscode.TabInputText) ids.add(input.uri.toString());
      else if (input instanceof vscode.TabInputTextDiff) ids.add(input.modified.toString());
    }
    const used = [...this.#used];
    return [...ids]
      .sort((a, b) => used.indexOf(b) - used.indexOf(a))
      .flatMap((id) => documents.get(id) ?? []);
  }
}

/** A provider or a file system that fails has nothing to say; why is its own concern. */
async function quiet<T>(result: Thenable<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch {
    return undefined;
  }
}

function targetOf(found: vscode.Location | vscode.LocationLink): DefinitionTarget {
  const { uri, range } = 'targetUri' in found ? { uri: found.targetUri, range: found.targetRange } : found;
  return { id: uri.toString(), range: linesOf(range) };
}

function rangesOf(symbols: readonly FoundSymbol[]): LineRange[] {
  return symbols.flatMap(({ range, location, children = [] }) => {
    const own = range ?? location?.range;
    return [...(own ? [linesOf(own)] : []), ...rangesOf(children)];
  });
}

function linesOf({ start, end }: vscode.Range): LineRange {
  return { first: start.line, end: end.line + 1 };
}
