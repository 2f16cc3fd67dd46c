import { BpeTokenizer } from '../../bpe/bpeTokenizer';
import { writeUnits } from '../../text/codeUnits';
import { LongestFirst } from '../longestFirst';
import { everyToken } from '../pieces';
import type { Pieces, Strategy } from '../strategy';

export const longestFirst: Strategy = {
  id: 'longest-first',
  name: 'Longest first (LBPE)',
  about:
    'The same vocabulary, but each pre-token is encoded by its longest tokens first, not by the order of merges.',
  learns: 'nothing',
  published: { source: 'LBPE (abstract), which gives no token counts' },
  needsUnits: false,
  unavailable: ({ tokenizer }) =>
    tokenizer instanceof BpeTokenizer
      ? undefined
      : `Needs a byte-pair vocabulary that reads text as it is: ${tokenizer.name} has none.`,
  prepare() {
    const encoders = new WeakMap<BpeTokenizer, LongestFirstEncoder>();
    return (text) => {
      const { tokenizer } = text;
      if (!(tokenizer instanceof BpeTokenizer)) return everyToken(text);
      let encoder = encoders.get(tokenizer);
      if (!encoder) encoders.set(tokenizer, (encoder = new LongestFirstEncoder(tokenizer)));
      return encoder.encode(text.text);
    };
  },
};

/** Units of the longest pre-token that is remembered, and how many are. */
const REMEMBERED = 32;
const MAX_REMEMBERED = 1 << 16;

class LongestFirstEncoder {
  private readonly splitter: LongestFirst;
  /** Most pre-tokens of a text are ones that it had before. */
  private readonly known = new Map<string, readonly number[]>();

  constructor(private readonly tokenizer: BpeTokenizer) {
    this.splitter = new LongestFirst(tokenizer.vocabulary);
  }

  encode(text: string): Pieces {
    const units = new Uint16Array(text.length);
    writeUnits(text, units);
    const ends: number[] = [];
    let before = 0;
    for (let start = 0; start < units.length;) {
      const end = this.tokenizer.scanner.next(units, start, units.length);
      const split = this.split(text, units, start, end);
      for (const at of split) ends.push(before + at);
      before += split.at(-1)!;
      start = end;
    }
    return { count: ends.length, byteEnds: Uint32Array.from(ends) };
  }

  private split(text: string, units: Uint16Array, start: number, end: number): readonly number[] {
    if (end - start > REMEMBERED) return this.splitNew(text, units, start, end);
    const key = text.slice(start, end);
    let split = this.known.get(key);
    if (!split) {
      if (this.known.size === MAX_REMEMBERED) this.known.clear();
      split = [...this.splitNew(text, units, start, end)];
      this.known.set(key, split);
    }
    return split;
  }

  private splitNew(text: string, units: Uint16Array, start: number, end: number): readonly number[] {
    const split = this.splitter.split(units, start, end);
    const { wholes } = this.tokenizer.model;
    return split.length > 1 && wholes?.has(text.slice(start, end)) ? [split.at(-1)!] : split;
  }
}
