import { exactTokens, NEW_LINE } from './blankTokens';
import { LeafList } from './leafList';
import type { WordTable } from './words';

/**
 * What of the layout becomes tokens:
 * - 'lines': each line break is [NL]; behind the last of several, a deeper indentation is [INDENT], and each level
 *   that ends is [DEDENT]. Marks of lines that go on (`\`, `&`) are themselves. Not told: how wide a level is, blanks
 *   in lines and at their ends, which of the line breaks there are (CR, LF).
 * - 'exact': each line break, tab and run of spaces, those in comments too. Nothing is lost but, where a language
 *   has none, letter case.
 */
export type Layout = 'lines' | 'exact';

export const INDENT = '[INDENT]';
export const DEDENT = '[DEDENT]';

/** Columns to the next of which a tab goes, as Python has it. */
const TAB = 8;

/** The leaves with one more for each stretch of layout that has tokens. */
export function keepLayout(leaves: LeafList, text: string, words: WordTable, layout: Layout): LeafList {
  const all = new LeafList(leaves.length * 2);
  const levels = new Levels();
  let at = 0;
  for (let i = 0; i <= leaves.length; i++) {
    const isEnd = i === leaves.length;
    const start = isEnd ? text.length : leaves.starts[i]!;
    if (start > at) {
      const between = text.slice(at, start);
      const tokens = layout === 'exact' ? exactTokens(between) : lineTokens(between, at === 0, isEnd, levels);
      if (tokens.length > 0) all.add(at, start, ~words.addLayout(tokens));
    }
    if (isEnd) break;
    all.add(start, leaves.ends[i]!, leaves.symbols[i]!);
    at = leaves.ends[i]!;
  }
  return all.close();
}

function lineTokens(between: string, isStart: boolean, isEnd: boolean, levels: Levels): string[] {
  const tokens = (between.match(/\r\n|[\r\n]|[^\s]+/g) ?? []).map((piece) =>
    /[\r\n]/.test(piece) ? NEW_LINE : piece,
  );
  const line = /(?:^|[\r\n])([^\r\n]*)$/.exec(between);
  // What ends the text is followed by no line.
  if (isEnd || !(isStart || tokens.includes(NEW_LINE))) return tokens;
  return [...tokens, ...levels.to(widthOf(line?.[1] ?? ''))];
}

function widthOf(indentation: string): number {
  let width = 0;
  for (const blank of indentation) width = blank === '\t' ? (Math.floor(width / TAB) + 1) * TAB : width + 1;
  return width;
}

/** Levels of indentation that are open, by their widths. */
class Levels {
  private readonly widths = [0];

  to(width: number): string[] {
    const tokens: string[] = [];
    while (this.widths.length > 1 && this.widths.at(-1)! > width) {
      this.widths.pop();
      tokens.push(DEDENT);
    }
    if (width > this.widths.at(-1)!) {
      this.widths.push(width);
      tokens.push(INDENT);
    }
    return tokens;
  }
}
