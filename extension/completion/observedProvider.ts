import * as vscode from 'vscode';

/** A call of the editor for completions, and what came of it. */
export interface ProvidedCompletions {
  readonly document: vscode.TextDocument;
  /** Version of the document, and offset of the cursor, at the call. */
  readonly version: number;
  readonly offset: number;
  /** `performance.now()` at the call, and when the items were given back. */
  readonly askedAt: number;
  readonly givenAt: number;
  readonly items: readonly vscode.InlineCompletionItem[];
  /** True where the editor no longer wants them: it shows nothing of them. */
  readonly cancelled: boolean;
}

/** A provider whose answers can be watched as the editor gets them. */
export class ObservedProvider implements vscode.InlineCompletionItemProvider {
  private readonly provided = new vscode.EventEmitter<ProvidedCompletions>();

  readonly onDidProvide = this.provided.event;

  constructor(
    private readonly inner: {
      provideInlineCompletionItems(
        ...args: Parameters<vscode.InlineCompletionItemProvider['provideInlineCompletionItems']>
      ): Promise<vscode.InlineCompletionItem[]>;
    },
  ) {}

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const askedAt = performance.now();
    const at = { document, version: document.version, offset: document.offsetAt(position), askedAt };
    const items = await this.inner.provideInlineCompletionItems(document, position, context, token);
    const cancelled = token.isCancellationRequested;
    this.provided.fire({ ...at, items, cancelled, givenAt: performance.now() });
    return items;
  }

  dispose(): void {
    this.provided.dispose();
  }
}
