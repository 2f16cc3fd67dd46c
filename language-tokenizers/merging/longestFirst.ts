import { PieceBytes } from '../bpe/pieceBytes';
import { NO_TOKEN, type Vocabulary } from '../bpe/vocabulary';

/**
 * Takes tokens by length: of a piece of text, the longest vocabulary entry in it is fixed, the leftmost of several,
 * and so on in what is left on both sides. (LBPE says "longest first"; length in bytes and leftmost are ours.)
 */
export class LongestFirst {
  private readonly piece = new PieceBytes();
  /** 1 for bytes that have their token. */
  private fixed = new Uint8Array(256);
  /** Positions by the length of the longest token there. */
  private readonly byLength: number[][] = [];
  private readonly ends: number[] = [];

  constructor(private readonly vocabulary: Vocabulary) {}

  /** Exclusive ends of the tokens of units[start, end), in bytes from its start; to be read before the next call. */
  split(units: Uint16Array, start: number, end: number): readonly number[] {
    const { piece, ends } = this;
    piece.load(units, start, end);
    ends.length = 0;
    const { length } = piece;
    if (this.lengthAt(0, length, Infinity) === length) {
      ends.push(length);
      return ends;
    }
    if (this.fixed.length < length) this.fixed = new Uint8Array(2 * length);
    this.fixed.fill(0, 0, length);
    for (let at = 0; at < length; at++) this.offer(at, length, Infinity);
    // Offers that come up meanwhile are all shorter.
    for (let size = this.byLength.length - 1; size > 0; size--) this.take(size);
    return ends.sort((a, b) => a - b);
  }

  /** Fixes the tokens of a length, from left to right; where one runs into a fixed one, a shorter is looked for. */
  private take(size: number): void {
    const positions = this.byLength[size];
    if (!positions || positions.length === 0) return;
    const { fixed } = this;
    for (const at of positions.sort((a, b) => a - b)) {
      if (fixed[at] === 1) continue;
      let end = at + 1;
      while (end < at + size && fixed[end] === 0) end++;
      if (end < at + size) this.offer(at, end, size);
      else {
        fixed.fill(1, at, end);
        this.ends.push(end);
      }
    }
    positions.length = 0;
  }

  private offer(at: number, end: number, below: number): void {
    (this.byLength[this.lengthAt(at, end, below)] ??= []).push(at);
  }

  /** Length of the longest token at a byte; that of its code point where the vocabulary has none for it. */
  private lengthAt(at: number, end: number, below: number): number {
    const { vocabulary, piece } = this;
    const limit = Math.min(below, 0x1_0000);
    const rank = vocabulary.longest(piece.bytes, piece.prefixes, at, end, limit);
    if (rank !== NO_TOKEN && rank !== vocabulary.unknown) return vocabulary.lengths[rank]!;
    return 1;
  }
}
