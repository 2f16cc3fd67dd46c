import type { Point } from 'web-tree-sitter';
import type { TextEdit } from '../text/documentText';
import { OffsetList } from './offsetList';
import type { SyntaxText } from './text';

const CHUNK = 65_536;

/** Where the rows of a text begin, as tree-sitter counts them (ended by \n alone), following edits. */
export class LineStarts {
  /** Starts of all rows but the first. */
  private readonly starts: OffsetList;

  constructor(text: SyntaxText) {
    const starts: number[] = [];
    for (let at = 0; at < text.length; at += CHUNK) pushStarts(text.slice(at, at + CHUNK), at, starts);
    const offsets = Uint32Array.from(starts);
    this.starts = new OffsetList(text.length, offsets, new Uint32Array(offsets.length), offsets.length);
  }

  /** Row and column (UTF-16 units) of an offset. */
  pointAt(offset: number): Point {
    const row = this.starts.before(offset + 1);
    return { row, column: row === 0 ? offset : offset - this.starts.offset(row - 1) };
  }

  edit({ start, end, text }: TextEdit): void {
    const added: number[] = [];
    pushStarts(text, start, added);
    const [from, to] = [this.starts.before(start + 1), this.starts.before(end + 1)];
    this.starts.replace(from, to, text.length - (end - start), added.length, added);
  }
}

function pushStarts(text: string, base: number, starts: number[]): void {
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(base + at + 1);
}
