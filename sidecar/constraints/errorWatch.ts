/** Tokens that nothing can be added to. */
const FIXED = /^[()[\]{};,]$/;

/**
 * Reads the log that tree-sitter's parser keeps of its own work, and finds whether it had no way on before the end of
 * the text. Of several readings that it follows side by side, the one that got farthest counts.
 *
 * The messages: "lex_internal state:…, row:R, column:C" (where it begins to read; columns count bytes of UTF-16),
 * "lexed_lookahead sym:…, size:N" (what it read there, with the space before it), "detect_error lookahead:…" (one
 * reading has no use for that), "resume version:…" (nor has any other: from here on it repairs).
 */
export class ErrorWatch {
  /** True once the text can't be a beginning of a correct one. */
  failed = false;
  /** Offset in the text where what was read last begins and ends. */
  #start = 0;
  #end = 0;
  #farthest = -1;
  /** What no reading at the farthest place had a use for can't become anything else by what follows. */
  #isFixed = false;
  #repairs = false;
  #lineStarts: number[] | undefined;

  constructor(private readonly text: string) {}

  see(message: string): void {
    if (this.#repairs) return;
    if (message.startsWith('lex_')) {
      const place = /row:(\d+), column:(\d+)/.exec(message);
      if (place) this.#start = this.#offset(Number(place[1]), Number(place[2]));
    } else if (message.startsWith('lexed_lookahead')) {
      const size = /size:(\d+)$/.exec(message)?.[1];
      this.#end = this.#start + Number(size ?? 0) / 2;
    } else if (message.startsWith('detect_error')) {
      this.#objectTo(this.text.slice(this.#start, this.#end).trim());
    } else if (message.startsWith('resume version')) {
      this.#repairs = true;
      this.failed = this.#isFixed || this.#farthest < this.text.trimEnd().length;
    }
  }

  #objectTo(read: string): void {
    if (this.#end < this.#farthest) return;
    const isFixed = FIXED.test(read);
    this.#isFixed = isFixed && (this.#isFixed || this.#end > this.#farthest);
    this.#farthest = this.#end;
  }

  #offset(row: number, column: number): number {
    if (this.#lineStarts === undefined) {
      this.#lineStarts = [0];
      for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) {
        this.#lineStarts.push(at + 1);
      }
    }
    return (this.#lineStarts[row] ?? this.text.length) + column / 2;
  }
}
