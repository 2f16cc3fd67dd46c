/** Lines of a text as VS Code has them: ended by \n, \r\n or \r. Lines and columns count from 0. */
export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const ended = unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10);
      if (ended) this.starts.push(i + 1);
    }
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** UTF-16 offset of a line's first unit; throws a RangeError for a line that the text has not. */
  lineStart(line: number): number {
    const start = this.starts[line];
    if (start === undefined) throw new RangeError(`No line ${line} in a text of ${this.lineCount} lines.`);
    return start;
  }

  /** UTF-16 offset after a line's last unit, its line break not counted. */
  lineEnd(line: number): number {
    const start = this.lineStart(line);
    let end = this.starts[line + 1] ?? this.text.length;
    if (end > start && line + 1 < this.lineCount) {
      const crlf = this.text.charCodeAt(end - 1) === 10 && this.text.charCodeAt(end - 2) === 13;
      end -= crlf && end - 2 >= start ? 2 : 1;
    }
    return end;
  }

  /** UTF-16 offset of a line and column; a column past the line's end is its end. */
  offsetAt(line: number, column: number): number {
    return Math.min(this.lineStart(line) + Math.max(0, column), this.lineEnd(line));
  }

  /** Line and column (UTF-16 units) of an offset. */
  positionAt(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: offset - this.starts[low]! };
  }
}
