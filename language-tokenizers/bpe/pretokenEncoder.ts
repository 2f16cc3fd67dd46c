import { BacktrackEncoder } from './backtrack';
import { mergeByScan } from './merge';
import { PieceBytes } from './pieceBytes';
import { LongTable, MIDDLE_UNITS, MiddleTable, SHORT_UNITS, ShortTable } from './pretokenTables';
import { TokenArrays } from './tokenArrays';
import { WindowEncoder } from './windows';
import { NO_TOKEN, type Vocabulary } from './vocabulary';
import { WholePretokens } from './wholes';

/** Bytes up to which merging is faster than looking for tokens that fit. */
const MERGED = 32;
/** The first few up to so many bytes are merged all the same: what looks for tokens takes its time to set up. */
const MERGED_AT_FIRST = 128;
const FIRST_FEW = 64;
/** Units of the longest pre-token that is remembered. */
const LONGEST_REMEMBERED = 128;
/** Bounds of the cache: about 25 MB in all. Full, it starts anew. */
const MAX_SHORT = 1 << 17;
const MAX_MIDDLE = 1 << 16;
const MAX_LONG = 1 << 15;
const MAX_TEXT = 1 << 21;
const MAX_TOKENS = 1 << 20;

/** Masks, by length, of the words that each hold two of a short pre-token's units. */
const [FIRST, SECOND, THIRD, FOURTH] = [0, 2, 4, 6].map((before) =>
  Int32Array.from({ length: SHORT_UNITS + 1 }, (_, length) =>
    length <= before ? 0 : length === before + 1 ? 0xffff : -1,
  ),
) as [Int32Array, Int32Array, Int32Array, Int32Array];
/** The bits of two units in a word that Latin-1 does not have. */
const NOT_LATIN = 0xff00_ff00 | 0;

/** Turns pre-tokens into tokens, and remembers them: most pre-tokens of a text are ones that it had before. */
export class PretokenEncoder {
  /** After `encode`: the id of the only token, or of several the index of the first in `tokens`. */
  value = 0;
  /** Where the tokens of the last pre-token lie if they are several; their ends count from its start. */
  tokens: TokenArrays;

  private short = new ShortTable();
  private middle = new MiddleTable();
  private long = new LongTable();
  private pool = new TokenArrays(1 << 12);
  /** Tokens of the last pre-token that was too long to remember. */
  private readonly unremembered = new TokenArrays(1 << 8);
  private readonly piece = new PieceBytes();

  private readonly wholes: WholePretokens | undefined;
  /** Pieces that are still merged although they are long. */
  private spared = FIRST_FEW;
  /** Made for the first long piece: it takes as long as reading the vocabulary does, and most texts have none. */
  private longPieces: { readonly backtrack: BacktrackEncoder; readonly windows: WindowEncoder } | undefined;

  /** `wholes`: ranks of the pre-tokens that are one token whatever merging says of them. */
  constructor(
    private readonly vocabulary: Vocabulary,
    wholes?: ReadonlyMap<string, number>,
  ) {
    this.tokens = this.pool;
    this.wholes = wholes && new WholePretokens(wholes);
  }

  /** Encodes the pre-token units[start, end), not empty; returns its number of tokens. */
  encode(units: Uint16Array, start: number, end: number): number {
    const length = end - start;
    if (length > LONGEST_REMEMBERED) return this.encodeLong(units, start, end);
    if (this.tokens !== this.pool) this.tokens = this.pool;
    if (length <= SHORT_UNITS && start + SHORT_UNITS <= units.length) {
      // All eight units are read at once, two to a word, and those past the end masked: no branch to mispredict.
      const a = pairOf(units, start) & FIRST[length]!;
      const b = pairOf(units, start + 2) & SECOND[length]!;
      const c = pairOf(units, start + 4) & THIRD[length]!;
      const d = pairOf(units, start + 6) & FOURTH[length]!;
      if (((a | b | c | d) & NOT_LATIN) === 0) {
        const low = packed(a, b);
        const high = packed(c, d);
        const known = this.short.find(low, high, length);
        if (known === 0) return this.addShort(units, start, end, low, high);
        this.value = this.short.value;
        return known;
      }
    }
    if (length > SHORT_UNITS && length <= MIDDLE_UNITS && start + MIDDLE_UNITS <= units.length) {
      const count = this.encodeMiddle(units, start, end);
      if (count > 0) return count;
    }
    const hash = LongTable.hash(units, start, end);
    const known = this.long.find(units, start, end, hash);
    if (known === 0) return this.addLong(units, start, end, hash);
    this.value = this.long.value;
    return known;
  }

  /** The same for 9 to 16 units, where all are Latin-1; else 0. */
  private encodeMiddle(units: Uint16Array, start: number, end: number): number {
    const length = end - start;
    const rest = length - SHORT_UNITS;
    const a = pairOf(units, start);
    const b = pairOf(units, start + 2);
    const c = pairOf(units, start + 4);
    const d = pairOf(units, start + 6);
    const e = pairOf(units, start + 8) & FIRST[rest]!;
    const f = pairOf(units, start + 10) & SECOND[rest]!;
    const g = pairOf(units, start + 12) & THIRD[rest]!;
    const h = pairOf(units, start + 14) & FOURTH[rest]!;
    if (((a | b | c | d | e | f | g | h) & NOT_LATIN) !== 0) return 0;
    const first = packed(a, b);
    const second = packed(c, d);
    const third = packed(e, f);
    const fourth = packed(g, h);
    const known = this.middle.find(first, second, third, fourth, length);
    if (known > 0) {
      this.value = this.middle.value;
      return known;
    }
    this.makeRoom();
    const count = this.merge(units, start, end);
    this.middle.add([first, second, third, fourth], length, this.value, count);
    return count;
  }

  private addShort(units: Uint16Array, start: number, end: number, low: number, high: number): number {
    this.makeRoom();
    const count = this.merge(units, start, end);
    this.short.add(low, high, end - start, this.value, count);
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
    const fixed = this.wholes ? this.wholes.rankOf(units, start, end) : NO_TOKEN;
    if (fixed !== NO_TOKEN) {
      this.value = fixed;
      return 1;
    }
    this.piece.load(units, start, end);
    this.encodePiece();
    const count = this.pool.length - first;
    this.value = first;
    if (count === 1) {
      this.value = this.pool.ids[first]!;
      this.pool.length = first;
    }
    return count;
  }

  private encodePiece(): void {
    const { piece, pool, vocabulary } = this;
    if (piece.length > MERGED && (piece.length > MERGED_AT_FIRST || this.spared-- <= 0)) {
      this.forLongPieces().backtrack.encode(piece, pool);
      return;
    }
    const whole = vocabulary.find(piece.bytes, piece.prefixes, 0, piece.length);
    if (whole === NO_TOKEN) mergeByScan(vocabulary, piece, pool);
    else pool.push(whole, piece.unitEnds[piece.length - 1]!);
  }

  private makeRoom(): void {
    if (
      this.short.size < MAX_SHORT &&
      this.middle.size < MAX_MIDDLE &&
      this.long.size < MAX_LONG &&
      this.long.textLength < MAX_TEXT &&
      this.pool.length < MAX_TOKENS
    )
      return;
    this.short = new ShortTable(2 * MAX_SHORT);
    this.middle = new MiddleTable(2 * MAX_MIDDLE);
    this.long = new LongTable(2 * MAX_LONG);
    this.pool.length = 0;
  }

  /** True where units[start, end) is too long to be remembered, and not one token anyway. */
  isLong(units: Uint16Array, start: number, end: number): boolean {
    if (end - start <= LONGEST_REMEMBERED) return false;
    return !this.wholes || this.wholes.rankOf(units, start, end) === NO_TOKEN;
  }

  /** Encodes a part of a long pre-token; the tokens are good until the next call of any method. */
  encodeRow(units: Uint16Array, start: number, end: number): TokenArrays {
    const out = this.unremembered;
    out.length = 0;
    this.forLongPieces().windows.encode(units, start, end, out);
    return out;
  }

  /** True where two tokens may meet. */
  fit(left: number, right: number): boolean {
    return this.forLongPieces().backtrack.pairs.fit(left, right);
  }

  /** As `encode`, for a part of a long pre-token. */
  encodePart(units: Uint16Array, start: number, end: number): number {
    // What is one token as a whole pre-token need not be so as a part; else all are remembered alike.
    if (!this.wholes) return this.encode(units, start, end);
    return this.found(this.encodeRow(units, start, end));
  }

  private encodeLong(units: Uint16Array, start: number, end: number): number {
    const fixed = this.wholes ? this.wholes.rankOf(units, start, end) : NO_TOKEN;
    if (fixed === NO_TOKEN) return this.found(this.encodeRow(units, start, end));
    this.value = fixed;
    return 1;
  }

  private forLongPieces(): NonNullable<typeof this.longPieces> {
    if (!this.longPieces) {
      const backtrack = new BacktrackEncoder(this.vocabulary);
      this.longPieces = { backtrack, windows: new WindowEncoder(this.vocabulary, backtrack) };
    }
    return this.longPieces;
  }

  private found(tokens: TokenArrays): number {
    this.tokens = tokens;
    this.value = tokens.length === 1 ? tokens.ids[0]! : 0;
    return tokens.length;
  }
}

/** Two units in a word, the first one lower. */
function pairOf(units: Uint16Array, at: number): number {
  return units[at]! | (units[at + 1]! << 16);
}

/** Four units of Latin-1 in a word, from two words with two of them each. */
function packed(low: number, high: number): number {
  return ((low | (low >>> 8)) & 0xffff) | ((high | (high >>> 8)) << 16);
}
