import { isHighSurrogate, isLowSurrogate } from '../../text/codePoints';
import type { Scanner } from './scanner';

/** Bits that pairs are hashed to; two pairs on one bit only make a pre-token longer. */
const BITS = 1 << 24;

/** The pairs of code units that stand in a row in some token, and perhaps a few more. */
export class CharacterPairs {
  private readonly bits = new Uint8Array(BITS >> 3);
  /** 1 for a unit that is a token by itself. */
  private readonly known = new Uint8Array(0x10000);

  /** With `joinsUnknown` two units of which neither is a token count as a pair. */
  constructor(private readonly joinsUnknown: boolean) {}

  add(token: string): void {
    if (token.length === 1) this.known[token.charCodeAt(0)] = 1;
    for (let i = 1; i < token.length; i++) {
      const bit = bitOf(token.charCodeAt(i - 1), token.charCodeAt(i));
      this.bits[bit >> 3]! |= 1 << (bit & 7);
    }
  }

  has(first: number, second: number): boolean {
    const bit = bitOf(first, second);
    if ((this.bits[bit >> 3]! & (1 << (bit & 7))) !== 0) return true;
    return this.joinsUnknown && (this.known[first]! | this.known[second]!) === 0;
  }
}

/** Up to U+0FFF pairs have a bit each; above they share. */
function bitOf(first: number, second: number): number {
  const high = first < 0x1000 ? first : (Math.imul(first, 0x9e37_79b1) >>> 13) & 0xfff;
  const low = second < 0x1000 ? second : (Math.imul(second, 0x85eb_ca6b) >>> 13) & 0xfff;
  return (high << 12) | low;
}

/**
 * Cuts where no token has the two characters in a row: no merge crosses there, so pieces can be merged each by
 * itself. For vocabularies that split no text before merging.
 */
export class CharacterPairScanner implements Scanner {
  reach = 0;

  constructor(private readonly pairs: CharacterPairs) {}

  next(units: Uint16Array, start: number, limit: number): number {
    const { pairs } = this;
    let at = start + 1;
    while (at < limit) {
      const before = units[at - 1]!;
      const unit = units[at]!;
      const split = isLowSurrogate(unit) && isHighSurrogate(before);
      if (!split && !pairs.has(before, unit)) break;
      at++;
    }
    this.reach = at + 1;
    return at;
  }
}
