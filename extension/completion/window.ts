import * as vscode from 'vscode';
import type { CursorWindow } from '../../sidecar/protocol';

/**
 * Characters sent to the sidecar, which cuts them to its budget in tokens: four per token of a long prompt,
 * with room to spare, and little enough to be sent with every request.
 */
const MAX_PREFIX = 24_000;
const MAX_SUFFIX = 8_000;

/**
 * The text around the cursor. A long prefix starts at a line that moves in steps, so that prompts stay alike.
 *
 * @param selected an entry that is selected in the suggestion list: the text is as if it had been taken
 */
export function cursorWindow(
  document: vscode.TextDocument,
  position: vscode.Position,
  selected?: vscode.SelectedCompletionInfo,
): CursorWindow {
  const offset = document.offsetAt(selected?.range.start ?? position);
  const after = document.offsetAt(selected?.range.end ?? position);
  const end = document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
  // A start that moves in steps of half the window keeps the prompt's beginning, which the model has cached.
  const step = MAX_PREFIX / 2;
  const from = offset <= MAX_PREFIX ? 0 : Math.floor((offset - step) / step) * step;
  const prefixStart = from === 0 ? 0 : document.offsetAt(lineStart(document, from, position));
  // The position snaps to a whole character: a cut must not part the halves of a surrogate pair.
  const suffixEnd = Math.min(end, document.offsetAt(document.positionAt(after + MAX_SUFFIX)));
  const text = (start: number, stop: number): string =>
    document
      .getText(new vscode.Range(document.positionAt(start), document.positionAt(stop)))
      .replaceAll('\r\n', '\n');
  return {
    prefix: text(prefixStart, offset) + (selected?.text ?? ''),
    suffix: text(after, suffixEnd),
    prefixComplete: prefixStart === 0,
    suffixComplete: suffixEnd === end,
  };
}

function lineStart(document: vscode.TextDocument, offset: number, limit: vscode.Position): vscode.Position {
  const { line, character } = document.positionAt(offset);
  if (line === limit.line) return new vscode.Position(line, character);
  return new vscode.Position(character === 0 ? line : line + 1, 0);
}
