const LINE_BREAK = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;

/** Follows the indentation of a text that comes token by token. */
export class Indentation {
  /** Bytes of white space at the line's start so far; `undefined` behind its first visible byte. */
  #leading: number | undefined = 0;
  #lineBefore = 0;

  /**
   * Takes the bytes of the next token. True when the first visible byte of a line that is indented less than the
   * line before is among them; blank lines do not count.
   */
  dedentsIn(bytes: Uint8Array): boolean {
    let dedents = false;
    for (const byte of bytes) {
      if (byte === LINE_BREAK) this.#leading = 0;
      else if (this.#leading === undefined || byte === CARRIAGE_RETURN) continue;
      else if (byte === SPACE || byte === TAB) this.#leading++;
      else {
        dedents ||= this.#leading < this.#lineBefore;
        this.#lineBefore = this.#leading;
        this.#leading = undefined;
      }
    }
    return dedents;
  }
}

/**
 * For {@link UnitOptions.breaksBefore}: true for tokens that hold the first visible byte of a line that is indented
 * less than the one before, and for tokens that stand for no text.
 *
 * @param pieces bytes of each token of a text
 */
export function breaksOf(pieces: readonly Uint8Array[]): (at: number) => boolean {
  const indentation = new Indentation();
  const breaks = pieces.map((bytes) => indentation.dedentsIn(bytes) || bytes.length === 0);
  return (at) => breaks[at]!;
}
