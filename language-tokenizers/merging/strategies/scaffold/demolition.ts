import type { Tokenizer } from '../../../bpe/tokenizer';
import { binaryOf } from '../../learning/binary';
import type { TokenizedText } from '../../tokenizedText';

/** How often each token stands in texts of one tokenizer, the first's. */
export interface TokenCounts {
  readonly tokenizer: Tokenizer | undefined;
  readonly counts: ReadonlyMap<number, number>;
}

export function countTokens(corpus: Iterable<TokenizedText>): TokenCounts {
  const counts = new Map<number, number>();
  let first: Tokenizer | undefined;
  for (const { tokenizer, tokens } of corpus) {
    first ??= tokenizer;
    if (tokenizer !== first) continue;
    for (const id of tokens.ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return { tokenizer: first, counts };
}

/** Which tokens are scaffolds, and what they come down to. Bytes and special tokens never are. */
export class Demolition {
  private readonly visible = new Set<string>();
  private readonly specials: ReadonlySet<number>;
  /** Exclusive ends of the visible tokens that a token comes down to. */
  private readonly splits = new Map<number, readonly number[]>();

  constructor(
    private readonly learned: TokenCounts,
    private readonly least: number,
  ) {
    const { counts, tokenizer } = learned;
    this.specials = new Set(tokenizer?.specialTokens.values());
    if (!tokenizer) return;
    for (const [id, count] of counts)
      if (count >= least) this.visible.add(binaryOf(tokenizer.tokenBytes(id)));
  }

  isScaffold(id: number): boolean {
    return (this.learned.counts.get(id) ?? 0) < this.least && !this.specials.has(id);
  }

  /** Ends of the parts of a token that has so many bytes of its text; what says other bytes stays as it is. */
  split(id: number, length: number, tokenizer: Tokenizer): readonly number[] {
    if (tokenizer !== this.learned.tokenizer || length < 2 || !this.isScaffold(id)) return [length];
    let ends = this.splits.get(id);
    if (!ends) this.splits.set(id, (ends = this.demolish(binaryOf(tokenizer.tokenBytes(id)))));
    return ends.at(-1) === length ? ends : [length];
  }

  /** The fewest visible tokens; of as few, those with the longest first token, then second, and so on. */
  private demolish(bytes: string): readonly number[] {
    const { length } = bytes;
    const fewest = new Uint32Array(length + 1);
    const ends = new Uint32Array(length);
    for (let start = length - 1; start >= 0; start--) {
      ends[start] = start + 1;
      fewest[start] = 1 + fewest[start + 1]!;
      for (let end = start + 2; end <= length; end++) {
        if (fewest[end]! + 1 > fewest[start]! || !this.visible.has(bytes.slice(start, end))) continue;
        fewest[start] = fewest[end]! + 1;
        ends[start] = end;
      }
    }
    const parts: number[] = [];
    for (let at = 0; at < length; parts.push(at)) at = ends[at]!;
    return parts;
  }
}
