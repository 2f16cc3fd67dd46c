/** A line that says something, without the white space around it: where it is in the flat text and in the text. */
interface FlatLine {
  readonly at: number;
  readonly start: number;
  readonly length: number;
}

/**
 * A text without the white space around its lines and without blank lines: two texts that differ in their indentation
 * are the same when they are flat. Knows where its characters stand in the text. Offsets are UTF-16 units.
 */
export class FlatText {
  readonly flat: string;
  readonly #lines: readonly FlatLine[];

  constructor(text: string) {
    const lines: FlatLine[] = [];
    const said: string[] = [];
    let at = 0;
    for (const { 0: line, index: start } of text.matchAll(/\S[^\r\n]*/g)) {
      const trimmed = line.trimEnd();
      lines.push({ at, start, length: trimmed.length });
      said.push(trimmed);
      at += trimmed.length + 1;
    }
    this.flat = said.join('\n');
    this.#lines = lines;
  }

  /** Offset in the text of a character of the flat text; of a line break there, the end of its line. */
  textOffset(flat: number): number {
    let low = 0;
    let high = this.#lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lines[middle]!.at <= flat) low = middle;
      else high = middle - 1;
    }
    const line = this.#lines[low];
    return line === undefined ? 0 : line.start + Math.min(flat - line.at, line.length);
  }
}
