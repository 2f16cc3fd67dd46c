/** Where a token stands in the text that the user sees. Offsets are as in docs/architecture.md, "Offsets". */
export interface TokenPlace {
  readonly byteStart: number;
  readonly byteEnd: number;
  /** UTF-16 offsets, widened to the edges of a character that the token cuts. */
  readonly start: number;
  readonly end: number;
  /** True for a token that starts or ends inside a character. */
  readonly partial: boolean;
}

/** The text as the model reads it: as in a prompt, every line ends with LF. */
export function asRead(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/**
 * Places of tokens that spell {@link asRead} of a text, in the text itself: a token that has a line's LF has the CR
 * before it, too, so the places tile the text.
 *
 * @param lengths bytes of each token
 * @param text ends where the last token ends
 */
export function placesOf(lengths: readonly number[], text: string): TokenPlace[] {
  const cursor = new Cursor(text);
  let read = 0;
  let before = cursor.at(0);
  return lengths.map((length) => {
    read += length;
    const after = cursor.at(read);
    const place = {
      byteStart: before.byte,
      byteEnd: after.byte,
      start: before.characterStart,
      end: after.characterEnd,
      partial: before.inside || after.inside,
    };
    before = after;
    return place;
  });
}

interface Boundary {
  readonly byte: number;
  /** Edges of the character that the boundary cuts; both are the boundary itself where it cuts none. */
  readonly characterStart: number;
  readonly characterEnd: number;
  readonly inside: boolean;
}

/** Goes through a text once, from character to character. */
class Cursor {
  /** Bytes read by the model, bytes of the text, and UTF-16 units before the character at hand. */
  #read = 0;
  #byte = 0;
  #unit = 0;

  constructor(private readonly text: string) {}

  /** The boundary after `read` bytes as the model reads them; asked for in increasing order. */
  at(read: number): Boundary {
    for (;;) {
      const { units, bytes, bytesRead } = characterAt(this.text, this.#unit);
      if (this.#read === read || units === 0) return this.#clean();
      if (this.#read + bytesRead > read) {
        const byte = this.#byte + read - this.#read;
        return { byte, characterStart: this.#unit, characterEnd: this.#unit + units, inside: true };
      }
      this.#read += bytesRead;
      this.#byte += bytes;
      this.#unit += units;
    }
  }

  #clean(): Boundary {
    return { byte: this.#byte, characterStart: this.#unit, characterEnd: this.#unit, inside: false };
  }
}

/** CR LF counts as one character, which is read as LF; a lone surrogate is three bytes, those of U+FFFD. */
function characterAt(text: string, at: number): { units: number; bytes: number; bytesRead: number } {
  const point = text.codePointAt(at);
  if (point === undefined) return { units: 0, bytes: 0, bytesRead: 0 };
  if (point === 13 && text.charCodeAt(at + 1) === 10) return { units: 2, bytes: 2, bytesRead: 1 };
  const bytes = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  return { units: bytes === 4 ? 2 : 1, bytes, bytesRead: bytes };
}
