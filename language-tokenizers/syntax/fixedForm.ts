/**
 * Fortran's fixed form for a parser of the free form (ISO/IEC 1539-1, 6.3.3): the text is rewritten unit for unit,
 * so that every offset stays what it was.
 *
 * A comment's mark in column 1 becomes "!". A continued statement becomes one long line: the line end before a
 * continuation, the mark in column 6, and comments in between become spaces. What stands past column 72 becomes
 * spaces as well, unless some line goes on past column 80, where no card does: such files are written for compilers
 * that read longer lines.
 */

/** Columns, counted from 0. */
const MARK = 5;
const CARD_TEXT_END = 72;
const CARD_END = 80;

const COMMENT_MARK = /^[cC*dD!]/;

interface Line {
  /** Range without the line end, and where the line end ends. */
  readonly start: number;
  readonly end: number;
  readonly next: number;
  readonly kind: 'blank' | 'comment' | 'directive' | 'initial' | 'continuation';
  /** Where the statement's text starts: behind the columns of label and mark. */
  readonly body: number;
  /** A comment that its mark in column 1 makes one. */
  readonly mark: boolean;
}

/** The text as free form, of the same length; the text itself when it is free form already. */
export function fixedToFree(text: string): string {
  if (isFreeForm(text)) return text;
  const lines = linesOf(text);
  const limit = lines.some((line) => codeEnd(text, line) - line.start > CARD_END) ? Infinity : CARD_TEXT_END;
  const out = new Rewriter(text);
  /** End of the statement's text so far, and the quote of a character literal that is open there. */
  let statementEnd = -1;
  let quote = '';
  /** Starts of the comments behind that statement, which may yet turn out to be in it. */
  let comments: number[] = [];
  const endStatement = () => {
    for (const start of comments) out.put(start, '!');
    comments = [];
    statementEnd = -1;
    quote = '';
  };
  for (const line of lines) {
    if (line.kind === 'comment') {
      if (text[line.start] !== '!' && line.mark) comments.push(line.start);
    } else if (line.kind === 'directive') {
      endStatement();
    } else if (line.kind !== 'blank') {
      if (line.kind === 'continuation' && statementEnd >= 0) {
        out.blank(statementEnd, line.body);
        comments = [];
      } else {
        endStatement();
        // "0" in column 6 marks an initial line as well as a blank does.
        if (text[line.start + MARK] === '0') out.blank(line.start + MARK, line.body);
      }
      const end = Math.min(line.end, line.start + limit);
      const scanned = scan(text, line.body, end, quote);
      ({ quote } = scanned);
      statementEnd = scanned.end;
      if (scanned.end === end) out.blank(end, line.end);
    }
  }
  endStatement();
  return out.text();
}

/** Where the code of a line ends (a "!" that opens a comment, or `end`), and the quote that is open there. */
function scan(text: string, start: number, end: number, open: string): { end: number; quote: string } {
  let quote = open;
  for (let at = start; at < end; at++) {
    const unit = text[at]!;
    if (quote !== '') {
      if (unit === quote) quote = '';
    } else if (unit === "'" || unit === '"') {
      quote = unit;
    } else if (unit === '!') {
      return { end: at, quote: '' };
    }
  }
  return { end, quote };
}

function codeEnd(text: string, line: Line): number {
  if (line.kind !== 'initial' && line.kind !== 'continuation') return line.start;
  let { end } = scan(text, line.body, line.end, '');
  while (end > line.start && text[end - 1]!.trim() === '') end--;
  return end;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const next = feed < 0 ? text.length : feed + 1;
    let end = feed < 0 ? text.length : feed;
    if (end > start && text[end - 1] === '\r') end--;
    lines.push({ start, end, next, ...kindOf(text.slice(start, end), start) });
    start = next;
  }
  return lines;
}

function kindOf(line: string, start: number): Pick<Line, 'kind' | 'body' | 'mark'> {
  const first = line.search(/\S/);
  const body = start + MARK + 1;
  const mark = COMMENT_MARK.test(line);
  if (first < 0) return { kind: 'blank', body, mark };
  if (line.startsWith('#')) return { kind: 'directive', body, mark };
  if (mark) return { kind: 'comment', body, mark };
  // A tab before column 6 ends the columns of label and mark; a digit behind it is the mark.
  const tab = /^[ \d]{0,5}\t/.exec(line)?.[0].length;
  if (tab !== undefined) {
    return /[1-9]/.test(line[tab] ?? '')
      ? { kind: 'continuation', body: start + tab + 1, mark }
      : { kind: 'initial', body: start + tab, mark };
  }
  // Outside column 6 a "!" opens a comment.
  if (line[first] === '!' && first !== MARK) return { kind: 'comment', body: start + first, mark };
  const continues = !' 0'.includes(line[MARK] ?? ' ') && line.slice(0, MARK).trim() === '';
  return { kind: continues ? 'continuation' : 'initial', body: Math.min(body, start + line.length), mark };
}

/** Puts other units in a text's place, which becomes a new text only when there are any. */
class Rewriter {
  private readonly pieces: string[] = [];
  private at = 0;

  constructor(private readonly original: string) {}

  put(offset: number, units: string): void {
    this.pieces.push(this.original.slice(this.at, offset), units);
    this.at = offset + units.length;
  }

  /** What was replaced already stays. */
  blank(start: number, end: number): void {
    const from = Math.max(start, this.at);
    if (end > from) this.put(from, ' '.repeat(end - from));
  }

  text(): string {
    return this.pieces.join('') + this.original.slice(this.at);
  }
}

/** Lines that are looked at to tell the forms apart. */
const SAMPLE = 500;

/**
 * Whether a text is free form whatever its file is called: statements start in columns 2 to 5, where fixed form
 * has labels only.
 */
export function isFreeForm(text: string): boolean {
  let free = 0;
  let fixed = 0;
  for (const line of text.split(/\r?\n/, SAMPLE)) {
    if (line.trim() === '' || /^[cC*dD!#]/.test(line) || /^\s*!/.test(line)) continue;
    if (/^[ \d]{0,5}\t/.test(line) || /^[ \d]{5}/.test(line)) fixed++;
    else free++;
  }
  return free > fixed;
}
