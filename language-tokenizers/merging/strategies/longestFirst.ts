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
    const splitters = new WeakMap<BpeTokenizer, LongestFirst>();
    return (text) => {
      const { tokenizer } = text;
      if (!(tokenizer instanceof BpeTokenizer)) return everyToken(text);
      let splitter = splitters.get(tokenizer);
      if (!splitter) splitters.set(tokenizer, (splitter = new LongestFirst(tokenizer.vocabulary)));
      return encode(text.text, tokenizer, splitter);
    };
  },
};

function encode(text: string, { scanner, model }: BpeTokenizer, splitter: LongestFirst): Pieces {
  const units = new Uint16Array(text.length);
  writeUnits(text, units);
  const ends: number[] = [];
  let before = 0;
  for (let start = 0; start < units.length;) {
    const end = scanner.next(units, start, units.length);
    const split = splitter.split(units, start, end);
    const length = split.at(-1)!;
    if (model.wholes?.has(text.slice(start, end))) ends.push(before + length);
    else for (const at of split) ends.push(before + at);
    before += length;
    start = end;
  }
  return { count: ends.length, byteEnds: Uint32Array.from(ends) };
}
