import type { TokenizedText } from '../../merging/tokenizedText';
import { type IndentedLine, indentedLines, indentStyle, type IndentStyle, TAB_WIDTH } from './indentStyle';
import type { TextRange } from './tokensIn';

/** Languages that allow no tabs in front of a line. */
const NO_TABS = new Set(['yaml']);
const WIDTHS = [2, 4, 8];

/** One way to indent, and what the whole text costs so. */
export interface IndentAlternative {
  /** 'tabs', 'spaces2', … */
  readonly style: string;
  readonly tokens: number;
}

/** What indentation costs, found by tokenizing the text again each way. */
export interface IndentationCost extends IndentStyle {
  /** Indented lines, without those in string literals. */
  readonly lines: number;
  /** Tokens of the text as it is, of the range if one was given, and without any indentation. */
  readonly asIs: number;
  readonly without: number;
  /**
   * The same text with each level as a tab or so many spaces; what is less than a level, alignment, stays spaces.
   * Where tabs are illegal they are absent.
   */
  readonly alternatives: readonly IndentAlternative[];
}

/** Of a text, or of a range of it, which is then tokenized as if it were a text. */
export function indentationCost(whole: TokenizedText, range?: TextRange): IndentationCost {
  const { tokenizer, language } = whole;
  const { text, lines } = within(whole, range);
  const asIs = range ? tokenizer.count(text) : whole.tokens.length;
  const found = indentStyle(text, lines);
  const width = found.width ?? TAB_WIDTH;
  const counted = (other: string): number => (other === text ? asIs : tokenizer.count(other));
  const cost = (level: string): number => counted(reindented(text, lines, width, level));
  const alternatives: IndentAlternative[] = [];
  if (!NO_TABS.has(language ?? '')) alternatives.push({ style: 'tabs', tokens: cost('\t') });
  for (const spaces of new Set([...WIDTHS, width].sort((a, b) => a - b))) {
    alternatives.push({ style: `spaces${spaces}`, tokens: cost(' '.repeat(spaces)) });
  }
  const without = counted(withoutIndentation(text, lines));
  return { ...found, lines: lines.length, asIs, without, alternatives };
}

/** Indentation of several texts: what each costs in a style, its own cost where it can't have it. */
export interface IndentationTotals {
  readonly lines: number;
  readonly asIs: number;
  readonly without: number;
  /** Texts by their style. */
  readonly styles: Readonly<Record<IndentStyle['style'], number>>;
  readonly alternatives: readonly IndentAlternative[];
}

/** Adds up the indentation of texts in constant memory. */
export class IndentationSum {
  private lines = 0;
  private asIs = 0;
  private without = 0;
  private readonly styles = { tabs: 0, spaces: 0, mixed: 0, none: 0 };
  /** By style, how many tokens more than as it is. */
  private readonly more = new Map<string, number>(
    ['tabs', ...WIDTHS.map((n) => `spaces${n}`)].map((s) => [s, 0]),
  );

  add(cost: IndentationCost): void {
    this.lines += cost.lines;
    this.asIs += cost.asIs;
    this.without += cost.without;
    this.styles[cost.style]++;
    for (const { style, tokens } of cost.alternatives) {
      const more = this.more.get(style);
      if (more !== undefined) this.more.set(style, more + tokens - cost.asIs);
    }
  }

  totals(): IndentationTotals {
    const alternatives = [...this.more].map(([style, more]) => ({ style, tokens: this.asIs + more }));
    return {
      lines: this.lines,
      asIs: this.asIs,
      without: this.without,
      styles: { ...this.styles },
      alternatives,
    };
  }
}

function within(
  whole: TokenizedText,
  range: TextRange | undefined,
): { text: string; lines: readonly IndentedLine[] } {
  const lines = indentedLines(whole);
  if (!range) return { text: whole.text, lines };
  const inside = lines.filter(({ start, end }) => start >= range.start && end <= range.end);
  return {
    text: whole.text.slice(range.start, range.end),
    lines: inside.map(({ start, end }) => ({ start: start - range.start, end: end - range.start })),
  };
}

function withoutIndentation(text: string, lines: readonly IndentedLine[]): string {
  return rewritten(text, lines, () => '');
}

function reindented(text: string, lines: readonly IndentedLine[], width: number, level: string): string {
  return rewritten(text, lines, (blank) => {
    let column = 0;
    for (const char of blank) column += char === '\t' ? width - (column % width) : 1;
    return level.repeat(Math.floor(column / width)) + ' '.repeat(column % width);
  });
}

function rewritten(text: string, lines: readonly IndentedLine[], write: (blank: string) => string): string {
  const known = new Map<string, string>();
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of lines) {
    const blank = text.slice(start, end);
    let other = known.get(blank);
    if (other === undefined) known.set(blank, (other = write(blank)));
    if (other === blank) continue;
    parts.push(text.slice(from, start), other);
    from = end;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(from);
}
