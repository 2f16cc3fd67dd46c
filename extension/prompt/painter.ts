import * as vscode from 'vscode';
import type { PromptOrigin } from '../../sidecar/protocol';
import { DisposableList } from '../common/disposables';
import type { ColorName } from '../config/colors';
import { themeColor } from '../config/themeColor';
import type { PromptLayout, TextPlace, TextSpan } from './layout';

/** Kinds of origins that have a colour of their own; the words are in the lines above and in the hover. */
type Tint = 'marker' | 'outline' | 'before' | 'line' | 'after' | 'context';
const TINTS: readonly Tint[] = ['marker', 'outline', 'before', 'line', 'after', 'context'];
const TINT_OF: Readonly<Record<PromptOrigin, Tint>> = {
  marker: 'marker',
  path: 'marker',
  outline: 'outline',
  before: 'before',
  line: 'line',
  after: 'after',
  definition: 'context',
  edited: 'context',
  visited: 'context',
  similar: 'context',
  problem: 'context',
};

/** Paints prompts: few decorations for the origins, one for every other token, one for what is reused. */
export class PromptPainter {
  readonly #disposables = new DisposableList();
  readonly #tints = new Map(TINTS.map((tint) => [tint, this.#background(`prompt.${tint}Background`)]));
  readonly #everyOther = this.#type({
    backgroundColor: themeColor('prompt.alternateBackground'),
    // An outline takes no room; in high contrast it does what the shade does elsewhere.
    outline: '1px dotted',
    outlineColor: themeColor('prompt.alternateBorder'),
  });
  readonly #reused = this.#type({ opacity: '0.7' });
  readonly #evaluated = this.#type({
    overviewRulerColor: themeColor('prompt.evaluatedRuler'),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
  });

  paint(editor: vscode.TextEditor, { marks, segments, reusedEnd }: PromptLayout): void {
    for (const [tint, type] of this.#tints) {
      const own = segments.filter(({ segment }) => TINT_OF[segment.origin] === tint);
      editor.setDecorations(type, own.map(rangeOf));
    }
    const start = { line: 0, character: 0 };
    const end = marks.at(-1)?.end ?? start;
    editor.setDecorations(this.#everyOther, marks.filter((_, index) => index % 2 === 1).map(rangeOf));
    editor.setDecorations(this.#reused, [rangeOf({ start, end: reusedEnd })]);
    editor.setDecorations(this.#evaluated, [rangeOf({ start: reusedEnd, end })]);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #background(color: ColorName): vscode.TextEditorDecorationType {
    return this.#type({ backgroundColor: themeColor(color) });
  }

  #type(options: vscode.DecorationRenderOptions): vscode.TextEditorDecorationType {
    const rangeBehavior = vscode.DecorationRangeBehavior.ClosedClosed;
    return this.#disposables.add(vscode.window.createTextEditorDecorationType({ ...options, rangeBehavior }));
  }
}

export function rangeOf({ start, end }: TextSpan): vscode.Range {
  return new vscode.Range(positionOf(start), positionOf(end));
}

function positionOf({ line, character }: TextPlace): vscode.Position {
  return new vscode.Position(line, character);
}
