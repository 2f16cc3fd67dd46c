import type { TokenizedText } from '../../merging/tokenizedText';
import { isBlank } from '../../syntax/leaves';
import { UNIT_KINDS } from '../../syntax/unit';

/** Columns of a tab where the text has no width of its own. */
export const TAB_WIDTH = 4;
/** Wider differences of lines are alignment, not indentation. */
const MAX_WIDTH = 8;
const STRING = UNIT_KINDS.indexOf('string');

/** Leading white space of one line. */
export interface IndentedLine {
  /** UTF-16 offsets of the white space. */
  readonly start: number;
  readonly end: number;
}

/** How a text indents its lines. */
export interface IndentStyle {
  readonly style: 'tabs' | 'spaces' | 'mixed' | 'none';
  /** Columns of one level of spaces; undefined where no line begins with them. */
  readonly width: number | undefined;
}

/**
 * The leading white space of lines that have any, and more after it. Lines that begin in a string literal are left
 * out: white space there is part of its value.
 */
export function indentedLines({ text, units }: Pick<TokenizedText, 'text' | 'units'>): IndentedLine[] {
  const lines: IndentedLine[] = [];
  let unit = 0;
  for (let line = 0; line < text.length;) {
    let end = line;
    while (text[end] === ' ' || text[end] === '\t') end++;
    if (end > line && end < text.length && text[end] !== '\n' && text[end] !== '\r') {
      while (unit < units.length && units.ends[unit]! <= line) unit++;
      const inString = unit < units.length && units.kinds[unit] === STRING && units.starts[unit]! < line;
      if (!inString) lines.push({ start: line, end });
    }
    const next = text.indexOf('\n', end);
    line = next < 0 ? text.length : next + 1;
  }
  return lines;
}

/** The style of most indented lines; 'mixed' where both tabs and spaces begin more than a tenth of them. */
export function indentStyle(text: string, lines: readonly IndentedLine[]): IndentStyle {
  const tabs = lines.filter(({ start }) => text[start] === '\t').length;
  const spaces = lines.length - tabs;
  const width = spaces > 0 ? widthOf(text) : undefined;
  if (lines.length === 0) return { style: 'none', width };
  if (Math.min(tabs, spaces) > lines.length / 10) return { style: 'mixed', width };
  return tabs > spaces ? { style: 'tabs', width: undefined } : { style: 'spaces', width };
}

/** The commonest difference between the spaces of two lines in a row, the smaller of two as common. */
function widthOf(text: string): number {
  const found = new Uint32Array(MAX_WIDTH + 1);
  let before = 0;
  for (let line = 0; line < text.length;) {
    let at = line;
    while (text.charCodeAt(at) === 0x20) at++;
    const next = text.indexOf('\n', at);
    if (at < text.length && !isBlank(text.charCodeAt(at))) {
      const difference = Math.abs(at - line - before);
      // One space more is how block comments are aligned.
      if (difference > 1 && difference <= MAX_WIDTH) found[difference]!++;
      before = at - line;
    }
    line = next < 0 ? text.length : next + 1;
  }
  const most = Math.max(...found);
  return most === 0 ? TAB_WIDTH : found.indexOf(most);
}
