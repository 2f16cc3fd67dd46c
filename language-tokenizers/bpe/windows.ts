import { isPairAt } from '../text/codePoints';
import type { BacktrackEncoder } from './backtrack';
import { PieceBytes } from './pieceBytes';
import { settledTokens, TokenArrays } from './tokenArrays';
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
  /** Tokens of the window. */
  private window = new TokenArrays(WINDOW);
  /** A window that is remembered, and its tokens: in a run of one letter all windows are like it. */
  private remembered = new Uint16Array(0);
  private rememberedTokens = new TokenArrays(WINDOW);

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly encoder: BacktrackEncoder,
  ) {}

  /** Appends the tokens of units[start, end) to `out`, which is empty; ends count from `start`. */
  encode(units: Uint16Array, start: number, end: number, out: TokenArrays): void {
    let size = WINDOW;
    let back = 1;
    for (let from = start; from < end;) {
      const until = windowEnd(units, from, end, size);
      const window = this.encodeWindow(units, from, until);
      if (out.length > 0 && !this.encoder.pairs.fit(out.ids[out.length - 1]!, window.ids[0]!)) {
        this.giveBack(out, back);
        back *= 2;
      } else {
        const taken =
          until === end ? window.length : settledTokens(window, this.vocabulary, until - from - MARGIN);
        for (let i = 0; i < taken; i++) out.push(window.ids[i]!, from - start + window.ends[i]!);
        size = taken > 0 ? WINDOW : 2 * size;
        back = 1;
      }
      from = start + (out.length > 0 ? out.ends[out.length - 1]! : 0);
    }
  }

  /** Tokens of units[from, until), good until the next call. */
  private encodeWindow(units: Uint16Array, from: number, until: number): TokenArrays {
    const { remembered, rememberedTokens } = this;
    const length = until - from;
    const shared = sharedUnits(remembered, units, from, until);
    if (shared === length && shared === remembered.length) return rememberedTokens;
    const kept = settledTokens(rememberedTokens, this.vocabulary, shared - MARGIN);
    if (kept === 0 || !this.encodeAfter(kept, units, from, until)) {
      this.window.length = 0;
      this.append(units, from, until, 0);
    }
    // What another one begins with would be of less use.
    if (shared === length) return this.window;
    this.remembered = units.slice(from, until);
    this.rememberedTokens = this.window;
    this.window = rememberedTokens;
    return this.rememberedTokens;
  }

  /** The same from the first `kept` tokens of the remembered window on; false where what follows does not fit them. */
  private encodeAfter(kept: number, units: Uint16Array, from: number, until: number): boolean {
    const { window } = this;
    const { ids, ends } = this.rememberedTokens;
    window.length = 0;
    for (let i = 0; i < kept; i++) window.push(ids[i]!, ends[i]!);
    const start = from + ends[kept - 1]!;
    if (start === until) return true;
    this.append(units, start, until, start - from);
    return this.encoder.pairs.fit(ids[kept - 1]!, window.ids[kept]!);
  }

  /** Adds the tokens of units[start, end) to the window, of which `before` units have tokens already. */
  private append(units: Uint16Array, start: number, end: number, before: number): void {
    const { piece, window } = this;
    const first = window.length;
    piece.load(units, start, end);
    this.encoder.encode(piece, window);
    if (before > 0) for (let i = first; i < window.length; i++) window.ends[i]! += before;
  }

  private giveBack(out: TokenArrays, count: number): void {
    out.length = Math.max(0, out.length - count);
    while (out.length > 0 && this.vocabulary.startsInside[out.ids[out.length]!]) out.length--;
  }
}

/** Units that `one` and units[from, until) begin with. */
function sharedUnits(one: Uint16Array, units: Uint16Array, from: number, until: number): number {
  const length = Math.min(one.length, until - from);
  let shared = 0;
  while (shared < length && one[shared] === units[from + shared]) shared++;
  return shared;
}

/** End of the window of `size` units that starts at `from`: no pair is split. */
function windowEnd(units: Uint16Array, from: number, end: number, size: number): number {
  if (end - from <= size) return end;
  const last = from + size - 1;
  return isPairAt(units, last, end) ? last : last + 1;
}
