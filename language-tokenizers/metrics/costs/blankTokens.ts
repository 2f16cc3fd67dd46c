import { isBlank } from '../../syntax/leaves';

/** What a token of white space alone is: the first that some part of it is. */
export const BLANK_KINDS = ['indentation', 'trailingSpace', 'blankLine', 'lineEnd', 'spacing'] as const;
export type BlankKind = (typeof BLANK_KINDS)[number];

/** Reads a text's tokens in order, and knows what its white space is: of lines with code, without, or at their end. */
export class BlankReader {
  /** Nothing but white space since the line began. */
  private leading = true;
  private at = 0;
  /** Where the white space that was looked over last ends. */
  private blankEnd = 0;

  constructor(private readonly text: string) {}

  /**
   * The kind of the token [start, end), which must not be before the one asked last; undefined for one that is not
   * white space alone.
   */
  read(start: number, end: number): BlankKind | undefined {
    const { text } = this;
    for (; this.at < start; this.at++) this.pass(text.charCodeAt(this.at));
    let first = start;
    while (first < end && isBlank(text.charCodeAt(first))) first++;
    if (first < end || end === start) {
      this.skipTo(end);
      return undefined;
    }
    let found: number = BLANK_KINDS.length;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      found = Math.min(found, BLANK_KINDS.indexOf(this.kindAt(at, code)));
      if (at >= this.at) this.pass(code);
    }
    this.at = Math.max(this.at, end);
    return BLANK_KINDS[found];
  }

  private kindAt(at: number, code: number): BlankKind {
    if (isLineEnd(code)) {
      const secondHalf = code === 10 && this.text.charCodeAt(at - 1) === 13;
      return this.leading && !secondHalf ? 'blankLine' : 'lineEnd';
    }
    const ends = this.endsLine(at);
    if (this.leading) return ends ? 'blankLine' : 'indentation';
    return ends ? 'trailingSpace' : 'spacing';
  }

  /** Whether only white space follows on the line. */
  private endsLine(at: number): boolean {
    const { text } = this;
    if (this.blankEnd <= at) {
      let end = at;
      while (end < text.length && isBlank(text.charCodeAt(end)) && !isLineEnd(text.charCodeAt(end))) end++;
      this.blankEnd = end;
    }
    return this.blankEnd >= text.length || isLineEnd(text.charCodeAt(this.blankEnd));
  }

  /** Passes over a token that is not white space alone: what follows its last line end is what counts. */
  private skipTo(end: number): void {
    if (end <= this.at) return;
    this.at = end;
    for (let at = end - 1; ; at--) {
      const code = this.text.charCodeAt(at);
      this.leading = isLineEnd(code);
      if (this.leading || !isBlank(code)) return;
    }
  }

  private pass(code: number): void {
    if (isLineEnd(code)) this.leading = true;
    else if (!isBlank(code)) this.leading = false;
  }
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
