import type { Tokenizer } from '../bpe/tokenizer';
import { vocabularyEntries } from './vocabulary/entries';

/** Longer texts, in bytes, are not counted. */
const LONGEST = 4096;

/**
 * Counts the ways to write a text with the tokens of a vocabulary, of which encoding takes one. Special tokens are
 * none of them.
 */
export class SegmentationCounter {
  /** All tokens' bytes, each a character. */
  private readonly tokens = new Set<string>();
  private readonly longest: number;

  constructor(tokenizer: Tokenizer) {
    let longest = 0;
    for (const { bytes, special } of vocabularyEntries(tokenizer)) {
      if (special || bytes.length === 0) continue;
      this.tokens.add(String.fromCharCode(...bytes));
      longest = Math.max(longest, bytes.length);
    }
    this.longest = longest;
  }

  /** Exact; throws a RangeError for more than 4096 bytes. */
  count(bytes: Uint8Array): bigint {
    if (bytes.length > LONGEST) throw new RangeError(`More than ${LONGEST} bytes.`);
    const text = String.fromCharCode(...bytes);
    // ways[i]: of the first i bytes.
    const ways: bigint[] = [1n];
    for (let end = 1; end <= text.length; end++) {
      let sum = 0n;
      for (let start = Math.max(0, end - this.longest); start < end; start++) {
        if (ways[start] !== 0n && this.tokens.has(text.slice(start, end))) sum += ways[start]!;
      }
      ways.push(sum);
    }
    return ways[text.length]!;
  }
}

/** log2 of a whole number of any size; -Infinity for 0. */
export function log2(value: bigint): number {
  const bits = value.toString(2).length;
  // A number holds 53 bits of it, which are enough for the logarithm.
  const shift = Math.max(0, bits - 53);
  return Math.log2(Number(value >> BigInt(shift))) + shift;
}
