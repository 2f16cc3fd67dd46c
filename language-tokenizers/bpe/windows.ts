import { isPairAt } from '../text/codePoints';
import type { BacktrackEncoder } from './backtrack';
import { PieceBytes } from './pieceBytes';
import { TokenArrays } from './tokenArrays';
import type { Vocabulary } from './vocabulary';

/** Units that are encoded at a time. */
const WINDOW = 1024;
/** Tokens that end in the last units of a window are not taken: they may depend on what follows. */
const MARGIN = 48;

/**
 * Encodes pieces of any length, a window after the other, so that memory does not grow with them. A window starts
 * with the first token that was not taken from the one before. Where it turns out not to fit there, tokens are
 * given back, more each time.
 */
export class WindowEncoder {
  private readonly piece = new PieceBytes();
  /** Tokens of the last window. */
  private readonly window = new TokenArrays(WINDOW);
  /** Units of the last window. */
  private last = new Uint16Array(0);

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly encoder: BacktrackEncoder,
  ) {}

  /** Appends the tokens of units[start, end) to `out`, which is empty; ends count from `start`. */
  encode(units: Uint16Array, start: number, end: number, out: TokenArrays): void {
    const { piece, window } = this;
    let size = WINDOW;
    let back = 1;
    for (let from = start; from < end;) {
      const until = windowEnd(units, from, end, size);
      if (!this.isLast(units, from, until)) {
        window.length = 0;
        piece.load(units, from, until);
        this.encoder.encode(piece, window);
        this.last = units.slice(from, until);
      }
      if (out.length > 0 && !this.encoder.pairs.fit(out.ids[out.length - 1]!, window.ids[0]!)) {
        this.giveBack(out, back);
        back *= 2;
      } else {
        const taken = until === end ? window.length : this.taken(until - from - MARGIN);
        for (let i = 0; i < taken; i++) out.push(window.ids[i]!, from - start + window.ends[i]!);
        size = taken > 0 ? WINDOW : 2 * size;
        back = 1;
      }
      from = start + (out.length > 0 ? out.ends[out.length - 1]! : 0);
    }
  }

  /** True where the window that is at hand has these very units: so it is in a run of one letter. */
  private isLast(units: Uint16Array, from: number, until: number): boolean {
    const { last } = this;
    if (until - from !== last.length) return false;
    for (let i = 0; i < last.length; i++) if (units[from + i] !== last[i]) return false;
    return true;
  }

  /** How many of the window's tokens end by `limit` and where a code point does. */
  private taken(limit: number): number {
    const { ids, ends, length } = this.window;
    let taken = 0;
    for (let i = 0; i + 1 < length && ends[i]! <= limit; i++) {
      if (!this.vocabulary.startsInside[ids[i + 1]!]) taken = i + 1;
    }
    return taken;
  }

  private giveBack(out: TokenArrays, count: number): void {
    out.length = Math.max(0, out.length - count);
    while (out.length > 0 && this.vocabulary.startsInside[out.ids[out.length]!]) out.length--;
  }
}

/** End of the window of `size` units that starts at `from`: no pair is split. */
function windowEnd(units: Uint16Array, from: number, end: number, size: number): number {
  if (end - from <= size) return end;
  const last = from + size - 1;
  return isPairAt(units, last, end) ? last : last + 1;
}
