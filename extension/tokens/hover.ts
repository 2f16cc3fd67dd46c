import * as vscode from 'vscode';
import { getSetting } from '../config/configuration';
import type { TokenDocuments } from './documents';
import { renderHover } from './hoverText';

/** Hover: the token under the mouse, the unit it belongs to, and what that unit costs in the file. */
export class TokenHover implements vscode.HoverProvider {
  private readonly registration = vscode.languages.registerHoverProvider({ pattern: '**' }, this);

  constructor(private readonly documents: TokenDocuments) {}

  dispose(): void {
    this.registration.dispose();
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    cancelled: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    if (!getSetting('tokens.hover', document)) return undefined;
    const offset = document.offsetAt(position);
    const info = await this.documents.ask(document, 'hover', { offset });
    if (info === undefined || info === null || cancelled.isCancellationRequested) return undefined;
    const range = new vscode.Range(document.positionAt(info.start), document.positionAt(info.end));
    const markdown = new vscode.MarkdownString(renderHover(info, document.getText(range)));
    return new vscode.Hover(markdown, range);
  }
}
