import { BLANK_TEXTS, NEW_LINE } from './blankTokens';
import { joinNames } from './inverse';
import { DEDENT, INDENT, type Layout } from './layout';

export interface LayoutTextOptions {
  /** What the tokens were made with. */
  readonly layout: Layout;
  /** From what replaces names ("var_3") to the originals; names that it has not stay as they are. */
  readonly originals: ReadonlyMap<string, string>;
  /** Numbers of several tokens. */
  readonly wide?: boolean;
  /** What a level of indentation is written as under 'lines': four spaces when absent. */
  readonly indent?: string;
}

/**
 * The text of tokens with layout among them. Under 'exact' it is the one that they were made from; under 'lines' it
 * has its lines and levels, with one blank between two tokens.
 */
export function layoutText(
  tokens: readonly string[],
  { layout, originals, wide, indent = '    ' }: LayoutTextOptions,
): string {
  const pieces = joinNames(tokens, wide);
  const original = (piece: string) => originals.get(piece) ?? piece;
  if (layout === 'exact') return pieces.map((piece) => BLANK_TEXTS.get(piece) ?? original(piece)).join('');
  let text = '';
  let level = 0;
  let opensLine = true;
  for (const piece of pieces) {
    if (piece === NEW_LINE) text += '\n';
    else if (piece === INDENT) level++;
    else if (piece === DEDENT) level--;
    else text += (opensLine ? indent.repeat(level) : ' ') + original(piece);
    opensLine = piece === NEW_LINE || ((piece === INDENT || piece === DEDENT) && opensLine);
  }
  return text;
}
