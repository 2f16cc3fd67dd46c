import { isPairAt } from '../text/codePoints';
import { mergeByHeap, mergeByScan } from './merge';
import { PieceBytes } from './pieceBytes';
import { LongTable, ShortTable } from './pretokenTables';
import { TokenArrays } from './tokenArrays';
import { NO_TOKEN, type Vocabulary } from './vocabulary';
import { WholePretokens } from './wholes';

/** Above it, bytes, the heap is faster than looking through all pairs. */
const SCAN_LIMIT = 128;
/** Units of the longest pre-token that is encoded and remembered whole. */
const WINDOW = 256;
/** A window of a longer pre-token is cut between these, in units; what is past the cut is only looked at. */
const EARLIEST_CUT = 160;
const LATEST_CUT = 224;
/** One token boundary in so many is a preferred cut. */
const CUT_ODDS = 4;

/** Bounds of the cache: about 25 MB in all. Full, it starts anew. */
const MAX_SHORT = 1 << 17;
const MAX_LONG = 1 << 16;
const MAX_TEXT = 1 << 21;
const MAX_TOKENS = 1 << 20;

/** Turns pre-tokens into tokens, and remembers them: most pre-tokens of a text are ones that it had before. */
export class PretokenEncoder {
  /** After `encode`: the id of the only token, or of several the index of the first in `tokens`. */
  value = 0;
  /** Where the tokens of the last pre-token lie if they are several; their ends count from its start. */
  tokens: TokenArrays;

  private short = new ShortTable();
  private long = new LongTable();
  private pool = new TokenArrays(1 << 12);
  /** Tokens of the last pre-token that was too long to remember. */
  private readonly unremembered = new TokenArrays(1 << 8);
  private readonly piece = new PieceBytes();

  private readonly wholes: WholePretokens | undefined;
  /** Encodes windows, which are parts of a pre-token: what is one token as a whole need not be so there. */
  private readonly windows: PretokenEncoder;

  /** `wholes`: ranks of the pre-tokens that are one token whatever merging says of them. */
  constructor(
    private readonly vocabulary: Vocabulary,
    wholes?: ReadonlyMap<string, number>,
  ) {
    this.tokens = this.pool;
    this.wholes = wholes && new WholePretokens(wholes);
    this.windows = wholes ? new PretokenEncoder(vocabulary) : this;
  }

  /** Encodes the pre-token units[start, end), not empty; returns its number of tokens. */
  encode(units: Uint16Array, start: number, end: number): number {
    const length = end - start;
    if (length > WINDOW) return this.encodeByWindows(units, start, end);
    if (this.tokens !== this.pool) this.tokens = this.pool;
    if (length <= 8) {
      let low = 0;
      let high = 0;
      // A unit above Latin-1 does not fit, and U+0000 would be as no unit; its predecessor sets all bits.
      let bits = 0;
      let i = 0;
      for (const half = length < 4 ? length : 4; i < half; i++) {
        const unit = units[start + i]!;
        bits |= unit | (unit - 1);
        low |= unit << (i << 3);
      }
      for (; i < length; i++) {
        const unit = units[start + i]!;
        bits |= unit | (unit - 1);
        high |= unit << ((i - 4) << 3);
      }
      if ((bits & ~0xff) === 0) {
        const known = this.short.find(low, high);
        if (known === 0) return this.addShort(units, start, end, low, high);
        this.value = this.short.value;
        return known;
      }
    }
    const hash = LongTable.hash(units, start, end);
    const known = this.long.find(units, start, end, hash);
    if (known === 0) return this.addLong(units, start, end, hash);
    this.value = this.long.value;
    return known;
  }

  private addShort(units: Uint16Array, start: number, end: number, low: number, high: number): number {
    this.makeRoom();
    const count = this.merge(units, start, end);
    this.short.add(low, high, this.value, count);
    return count;
  }

  private addLong(units: Uint16Array, start: number, end: number, hash: number): number {
    this.makeRoom();
    const count = this.merge(units, start, end);
    this.long.add(units, start, end, hash, this.value, count);
    return count;
  }

  /** Tokens go to the pool, or where there is only one, its id to `value`. */
  private merge(units: Uint16Array, start: number, end: number): number {
    const first = this.pool.length;
    this.mergeInto(this.pool, this.piece, units, start, end);
    const count = this.pool.length - first;
    this.value = first;
    if (count === 1) {
      this.value = this.pool.ids[first]!;
      this.pool.length = first;
    }
    return count;
  }

  private mergeInto(
    out: TokenArrays,
    piece: PieceBytes,
    units: Uint16Array,
    start: number,
    end: number,
  ): void {
    const { vocabulary } = this;
    const fixed = this.wholes ? this.wholes.rankOf(units, start, end) : NO_TOKEN;
    if (fixed !== NO_TOKEN) {
      out.push(fixed, end - start);
      return;
    }
    piece.load(units, start, end);
    const whole = vocabulary.find(piece.bytes, piece.prefixes, 0, piece.length);
    if (whole !== NO_TOKEN) out.push(whole, end - start);
    else if (piece.length <= SCAN_LIMIT) mergeByScan(vocabulary, piece, out);
    else mergeByHeap(vocabulary, piece, out);
  }

  private makeRoom(): void {
    if (
      this.short.size < MAX_SHORT &&
      this.long.size < MAX_LONG &&
      this.long.textLength < MAX_TEXT &&
      this.pool.length < MAX_TOKENS
    )
      return;
    this.short = new ShortTable(2 * MAX_SHORT);
    this.long = new LongTable(2 * MAX_LONG);
    this.pool.length = 0;
  }

  /**
   * Encodes a pre-token of any length in about linear time, window by window. It rests on two facts of byte-pair
   * encoding by rank: any run of tokens of an encoding is itself the encoding of its bytes, and two encodings
   * that overlap in a token join into one. So tokens of a window up to a cut, the token after it, and the next
   * window that starts at the cut join if the next window starts with that very token.
   *
   * Cuts are preferred where two tokens have a certain hash: after an edit, later cuts are soon where they were,
   * and the windows between them are remembered.
   */
  private encodeByWindows(units: Uint16Array, start: number, end: number): number {
    const out = this.unremembered;
    out.length = 0;
    const fixed = this.wholes ? this.wholes.rankOf(units, start, end) : NO_TOKEN;
    if (fixed !== NO_TOKEN) out.push(fixed, end - start);
    else if (!this.joinWindows(units, start, end, out)) {
      out.length = 0;
      this.mergeInto(out, new PieceBytes(), units, start, end);
    }
    this.tokens = out;
    this.value = out.length === 1 ? out.ids[0]! : 0;
    return out.length;
  }

  /** Appends the tokens of units[start, end) to `out`; false, and not all of them, where windows do not join. */
  private joinWindows(units: Uint16Array, start: number, end: number, out: TokenArrays): boolean {
    let expected = NO_TOKEN;
    for (let from = start; ;) {
      const until = windowEnd(units, from, end);
      const count = this.windows.encode(units, from, until);
      const { ids, ends } = this.windows.tokens;
      const at = this.windows.value;
      const first = count === 1 ? at : ids[at]!;
      if (expected !== NO_TOKEN && first !== expected) return false;
      if (until === end) {
        if (count === 1) out.push(first, end - start);
        else for (let i = at; i < at + count; i++) out.push(ids[i]!, from - start + ends[i]!);
        return true;
      }
      const taken = this.cut(at, count);
      if (taken === 0) return false;
      for (let i = at; i < at + taken; i++) out.push(ids[i]!, from - start + ends[i]!);
      expected = ids[at + taken]!;
      from += ends[at + taken - 1]!;
    }
  }

  /** How many of a window's tokens, `count` from index `at` on, to take; 0 where there is no cut. */
  private cut(at: number, count: number): number {
    const { ids, ends } = this.windows.tokens;
    let latest = 0;
    for (let taken = 1; taken < count; taken++) {
      const position = ends[at + taken - 1]!;
      if (position > LATEST_CUT) break;
      if (this.vocabulary.startsInside[ids[at + taken]!]) continue;
      latest = taken;
      if (position < EARLIEST_CUT) continue;
      const mixed = Math.imul(Math.imul(ids[at + taken - 1]!, 31) + ids[at + taken]!, 0x9e37_79b1);
      if ((mixed >>> 16) % CUT_ODDS === 0) break;
    }
    return latest;
  }
}

/** End of the window that starts at `from`: no pair is split. */
function windowEnd(units: Uint16Array, from: number, end: number): number {
  if (end - from <= WINDOW) return end;
  const last = from + WINDOW - 1;
  return isPairAt(units, last, end) ? last : last + 1;
}
