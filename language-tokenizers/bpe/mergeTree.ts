import { PieceBytes } from './pieceBytes';
import { splitSymbols } from './symbols';
import { extendHash, NO_TOKEN, type Vocabulary } from './vocabulary';

/** A token, and the two that merging made it of; none for what merging starts from. */
export interface MergeNode {
  readonly id: number;
  /** Bytes [start, end) of what was merged. */
  readonly start: number;
  readonly end: number;
  readonly parts?: readonly [MergeNode, MergeNode];
}

/** Bytes of the longest span that is merged here: each merge looks through all pairs. */
const LONGEST = 4096;

/**
 * The tokens that merging makes of bytes that need not be text, and how. Nothing of more than 4096 bytes, which are
 * too many to show.
 */
export function mergeTrees(vocabulary: Vocabulary, bytes: Uint8Array): MergeNode[] {
  if (bytes.length > LONGEST) return [];
  const piece = pieceOf(bytes);
  const rankOf = (start: number, end: number): number =>
    vocabulary.find(piece.bytes, piece.prefixes, start, end);
  const nodes = symbolsOf(vocabulary, piece, rankOf);
  for (;;) {
    let best = NO_TOKEN;
    let at = 0;
    for (let i = 0; i + 1 < nodes.length; i++) {
      const rank = rankOf(nodes[i]!.start, nodes[i + 1]!.end);
      if (rank < best) {
        best = rank;
        at = i;
      }
    }
    if (best === NO_TOKEN) return nodes;
    const [left, right] = [nodes[at]!, nodes[at + 1]!];
    const joined = {
      id: vocabulary.idOf(best),
      start: left.start,
      end: right.end,
      parts: [left, right] as const,
    };
    nodes.splice(at, 2, joined);
  }
}

/** What merging starts from. */
function symbolsOf(
  vocabulary: Vocabulary,
  piece: PieceBytes,
  rankOf: (start: number, end: number) => number,
): MergeNode[] {
  const starts = new Int32Array(piece.length + 1);
  let count = piece.length;
  if (vocabulary.symbols === 'characters') count = splitSymbols(vocabulary, piece, starts);
  else for (let i = 0; i < count; i++) starts[i] = i;
  starts[count] = piece.length;
  return Array.from({ length: count }, (_, i) => {
    const [start, end] = [starts[i]!, starts[i + 1]!];
    const found = rankOf(start, end);
    const rank = found === NO_TOKEN ? vocabulary.fallback(piece.bytes[start]!) : found;
    return { id: vocabulary.idOf(rank), start, end };
  });
}

function pieceOf(bytes: Uint8Array): PieceBytes {
  const piece = new PieceBytes();
  piece.bytes = Uint8Array.from(bytes);
  piece.prefixes = new Int32Array(bytes.length + 1);
  piece.length = bytes.length;
  bytes.forEach((byte, i) => (piece.prefixes[i + 1] = extendHash(piece.prefixes[i]!, byte)));
  return piece;
}
