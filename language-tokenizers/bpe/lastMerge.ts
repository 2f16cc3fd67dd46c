import { extendHash, NO_TOKEN, type Vocabulary } from './vocabulary';

/** Merges the bytes of one token by a vocabulary's spans, up to the last step. */
export class LastMerge {
  /** After `run`: rank of the right one of the last two parts. */
  right = NO_TOKEN;
  /** After `run`: both are merged to one token, too. */
  isToken = false;
  private prefixes = new Int32Array(256);
  private starts = new Int32Array(256);
  private ranks = new Int32Array(256);

  constructor(private readonly vocabulary: Vocabulary) {}

  /**
   * Rank of the left one of the last two parts that `bytes`, of two symbols or more, are merged to before they are
   * one; NO_TOKEN where merging ends with more than two parts.
   */
  run(bytes: Uint8Array): number {
    const { vocabulary } = this;
    let parts = this.load(bytes);
    const { prefixes, starts, ranks } = this;
    while (parts > 2) {
      let best = NO_TOKEN;
      let at = 0;
      for (let i = 0; i < parts - 1; i++) {
        if (ranks[i]! < best) {
          best = ranks[i]!;
          at = i;
        }
      }
      if (best === NO_TOKEN) return NO_TOKEN;
      for (let i = at + 1; i < parts; i++) {
        starts[i] = starts[i + 1]!;
        ranks[i] = ranks[i + 1]!;
      }
      parts--;
      ranks[at] = at + 1 < parts ? vocabulary.find(bytes, prefixes, starts[at]!, starts[at + 2]!) : NO_TOKEN;
      if (at > 0) ranks[at - 1] = vocabulary.find(bytes, prefixes, starts[at - 1]!, starts[at + 1]!);
    }
    this.right = vocabulary.find(bytes, prefixes, starts[1]!, bytes.length);
    this.isToken = vocabulary.find(bytes, prefixes, 0, bytes.length) !== NO_TOKEN;
    return vocabulary.find(bytes, prefixes, 0, starts[1]!);
  }

  /** Sets up the symbols of `bytes`; returns their number. */
  private load(bytes: Uint8Array): number {
    const { vocabulary } = this;
    const { length } = bytes;
    if (length + 2 > this.starts.length) {
      this.prefixes = new Int32Array(2 * length + 2);
      this.starts = new Int32Array(2 * length + 2);
      this.ranks = new Int32Array(2 * length + 2);
    }
    const { prefixes, starts, ranks } = this;
    const whole = vocabulary.symbols === 'characters';
    let parts = 0;
    for (let i = 0; i < length; i++) {
      prefixes[i + 1] = extendHash(prefixes[i]!, bytes[i]!);
      if (!whole || (bytes[i]! & 0xc0) !== 0x80) starts[parts++] = i;
    }
    starts[parts] = length;
    for (let i = 0; i + 1 < parts; i++) {
      ranks[i] = vocabulary.find(bytes, prefixes, starts[i]!, starts[i + 2]!);
    }
    ranks[parts - 1] = NO_TOKEN;
    return parts;
  }
}
