import type { PretokenEncoder } from '../bpe/pretokenEncoder';
import type { Scanner } from '../bpe/scanners/scanner';
import type { Vocabulary } from '../bpe/vocabulary';
import type { WordModel, WordTokens } from '../pipeline/wordModel';
import { isPairAt } from '../text/codePoints';
import { writeUnits } from '../text/codeUnits';
import { utf8LengthOfUnits } from '../text/utf8';

/** A byte-pair vocabulary as the last of a pipeline's stages. */
export class BpeWordModel implements WordModel {
  readonly idLimit: number;

  /**
   * `scanner` cuts words into pieces that are merged each by itself; absent, a word is one piece. `spaceMark` is what
   * words have for a space, which the vocabulary has.
   */
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly encoder: PretokenEncoder,
    private readonly scanner: Scanner | undefined,
    private readonly spaceMark: string | undefined,
  ) {
    this.idLimit = vocabulary.idLimit;
  }

  encode(word: string): WordTokens {
    const text = this.spaceMark ? word.replaceAll(this.spaceMark, ' ') : word;
    const units = new Uint16Array(text.length);
    writeUnits(text, units);
    const tokens = new WordTokenList(this.vocabulary, units);
    for (let start = 0; start < units.length;) {
      const end = this.scanner ? this.scanner.next(units, start, units.length) : units.length;
      const count = this.encoder.encode(units, start, end);
      const { tokens: several, value } = this.encoder;
      if (count === 1) tokens.add(value, end);
      else for (let i = value; i < value + count; i++) tokens.add(several.ids[i]!, start + several.ends[i]!);
      start = end;
    }
    return tokens.finish();
  }

  tokenBytes(id: number): Uint8Array | undefined {
    const rank = this.vocabulary.rankOf(id);
    return rank === undefined ? undefined : this.vocabulary.token(rank)?.slice();
  }
}

/** Tokens of one word, with where they are in it. */
class WordTokenList {
  private readonly ids: number[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly bytes: number[] = [];
  /** Bytes up to the end of the last token. */
  private byteEnd = 0;
  /** Bytes before the first code point of the last token. */
  private byteStart = 0;

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly units: Uint16Array,
  ) {}

  add(rank: number, end: number): void {
    const { ids, units, vocabulary } = this;
    const before = this.ends.at(-1) ?? 0;
    const isInside = vocabulary.startsInside[rank] === 1;
    const start = isInside ? before - (before >= 2 && isPairAt(units, before - 2, before) ? 2 : 1) : before;
    if (isInside) this.bytes[ids.length - 1] = this.byteEnd - this.byteStart;
    const last = this.starts.at(-1) ?? 0;
    this.byteStart += utf8LengthOfUnits(units, last, start);
    this.byteEnd =
      rank === vocabulary.unknown
        ? this.byteStart + utf8LengthOfUnits(units, start, end)
        : this.byteEnd + vocabulary.lengths[rank]!;
    ids.push(vocabulary.idOf(rank));
    this.starts.push(start);
    this.ends.push(end);
    this.bytes.push(isInside ? this.byteEnd - this.byteStart : 0);
  }

  finish(): WordTokens {
    const { bytes, ends, ids, starts } = this;
    return bytes.some((count) => count > 0) ? { bytes, ends, ids, starts } : { ends, ids };
  }
}
