import { mergeByHeap } from './merge';
import type { PieceBytes } from './pieceBytes';
import { splitSymbols } from './symbols';
import type { TokenArrays } from './tokenArrays';
import { TokenPairs } from './tokenPairs';
import { NO_TOKEN, type Vocabulary } from './vocabulary';

/** Bounds of the tokens that are tried: random letters and characters take up to two to a byte. */
const TRIES_PER_BYTE = 3;
const TRIES = 64;

/** Longer than any token. */
const ANY_LENGTH = 0x1_0000;

/**
 * The byte-pair encoding of a piece in about linear time, without merging anything: tokens are taken from the
 * left, the longest first, and where none goes on, the one before is taken shorter. What it rests on is that a
 * sequence of tokens is the encoding of its bytes exactly if every two neighbours are the encoding of theirs.
 *
 * (Merging keeps inside a sequence of tokens as long as no merge crosses one of its boundaries. The first that
 * does, joins parts of two neighbours, and would do so were they alone.)
 */
export class BacktrackEncoder {
  readonly pairs: TokenPairs;
  private tokens = new Int32Array(256);
  /** 1 for the offsets from which the rest has no encoding that fits what may stand before. */
  private blocked = new Uint8Array(256);

  constructor(private readonly vocabulary: Vocabulary) {
    this.pairs = new TokenPairs(vocabulary);
  }

  /** Appends the piece's tokens to `out`. */
  encode(piece: PieceBytes, out: TokenArrays): void {
    const { vocabulary } = this;
    if (piece.length > this.blocked.length) {
      this.tokens = new Int32Array(2 * piece.length);
      this.blocked = new Uint8Array(2 * piece.length);
    }
    const before = out.length;
    const done =
      vocabulary.symbols === 'bytes' || vocabulary.byteFallback
        ? this.encodeRange(piece, 0, piece.length, out)
        : this.encodeAroundUnknown(piece, out);
    if (done) return;
    out.length = before;
    mergeByHeap(vocabulary, piece, out);
  }

  /** False, and nothing appended, where so many tokens were tried in vain that merging is the faster way. */
  private encodeRange(piece: PieceBytes, start: number, end: number, out: TokenArrays): boolean {
    const { blocked, pairs, tokens, vocabulary } = this;
    const { bytes, prefixes, unitEnds } = piece;
    const { lengths } = vocabulary;
    blocked.fill(0, start, end);
    let count = 0;
    let at = start;
    let below = ANY_LENGTH;
    let tries = TRIES_PER_BYTE * (end - start) + TRIES;
    while (at < end) {
      if (tries-- === 0) return false;
      const token = vocabulary.longest(bytes, prefixes, at, end, below);
      if (token === NO_TOKEN) {
        // Nothing goes on from here: take the token before shorter.
        if (count === 0) throw new Error('The vocabulary makes tokens that it does not hold.');
        blocked[at] = 1;
        below = lengths[tokens[--count]!]!;
        at -= below;
        continue;
      }
      const length = lengths[token]!;
      const next = at + length;
      if ((next === end || blocked[next] === 0) && (count === 0 || pairs.fit(tokens[count - 1]!, token))) {
        tokens[count++] = token;
        at = next;
        below = ANY_LENGTH;
      } else below = length;
    }
    at = start;
    for (let i = 0; i < count; i++) {
      at += lengths[tokens[i]!]!;
      out.push(tokens[i]!, unitEnds[at - 1]!);
    }
    return true;
  }

  /** No token holds a code point that has none, so that what lies between such is encoded by itself. */
  private encodeAroundUnknown(piece: PieceBytes, out: TokenArrays): boolean {
    const { vocabulary } = this;
    const symbols = new Int32Array(piece.length + 1);
    const count = splitSymbols(vocabulary, piece, symbols);
    symbols[count] = piece.length;
    let from = 0;
    for (let i = 0; i < count; i++) {
      const start = symbols[i]!;
      const end = symbols[i + 1]!;
      if (vocabulary.find(piece.bytes, piece.prefixes, start, end) !== NO_TOKEN) continue;
      if (!this.encodeRange(piece, from, start, out)) return false;
      out.push(vocabulary.unknown, piece.unitEnds[end - 1]!);
      from = end;
    }
    return this.encodeRange(piece, from, piece.length, out);
  }
}
