import { Lexer, type LexerState } from './lexer';

/** Languages whose grammars take a line as a whole or not at all. */
const BY_LINES = /^(?:fortran.*|yaml|dockercompose|toml|julia|markdown|css|scss|less)$/i;
/** Languages with preprocessor lines, which are such lines in any case. */
const PREPROCESSED = /^(?:c|cpp|cuda-cpp|objective-c|objective-cpp|csharp)$/i;

/**
 * Finds where a text that grows leaves off in the middle of something that a grammar knows only as a whole: a string,
 * a comment, a preprocessor line.
 */
export class Unfinished {
  readonly #lexer: Lexer;
  readonly #before: LexerState;
  /** Offset where the string or comment begins that the text before the answer ends in. */
  readonly #regionBefore: number;

  constructor(
    private readonly languageId: string,
    private readonly prefix: string,
  ) {
    this.#lexer = new Lexer(languageId);
    const { at, start } = this.#scan(this.#lexer.start, 0, prefix, 0);
    this.#before = at;
    this.#regionBefore = start;
  }

  /** Offset in `prefix + answer` up to which nothing is left unfinished. */
  wholeUntil(answer: string): number {
    const { at, start } = this.#scan(this.#before, this.#regionBefore, answer, this.prefix.length);
    const end = at.region === undefined ? this.prefix.length + answer.length : start;
    const text = this.prefix + answer;
    const line = text.lastIndexOf('\n', end - 1) + 1;
    if (BY_LINES.test(this.languageId)) return line;
    const isDirective = PREPROCESSED.test(this.languageId) && /^\s*#/.test(text.slice(line));
    return isDirective ? line : end;
  }

  /** @param start where the region of `from` begins */
  #scan(from: LexerState, start: number, text: string, offset: number): { at: LexerState; start: number } {
    let at = from;
    for (let i = 0; i < text.length; i++) {
      // What opens and closes is ASCII; any other character is as good as a letter.
      const next = this.#lexer.step(at, Math.min(text.charCodeAt(i), 0xff));
      if (next.region !== undefined && next.region !== at.region) {
        start = offset + i + 1 - next.region.open.length;
      }
      at = next;
    }
    return { at, start };
  }
}
