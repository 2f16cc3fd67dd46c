import type { TokenizedText } from '../../merging/tokenizedText';
import { isBlank } from '../../syntax/leaves';
import { isLowSurrogate } from '../../text/codePoints';
import { identifierPlaces } from '../identifiers';
import { type MetricExamples, NO_IDENTIFIERS, quotient, type SampleMetric } from '../metric';
import type { Collector } from '../sample';

/** The last place is for all longer tokens. */
const LONGEST = 16;

/** How many characters of identifiers lie in tokens of which length. */
class CharacterLengths implements Collector {
  /** By the length of the token in characters. */
  readonly characters = new Float64Array(LONGEST + 1);

  add(text: TokenizedText): void {
    const { tokens } = text;
    for (const { start, end, first, limit } of identifierPlaces(text)) {
      for (let i = first; i < limit; i++) {
        let from = tokens.starts[i]!;
        let to = tokens.ends[i]!;
        while (from < to && isBlank(text.text.charCodeAt(from))) from++;
        while (from < to && isBlank(text.text.charCodeAt(to - 1))) to--;
        const length = Math.min(LONGEST, characters(text.text, from, to));
        // A character that several tokens share counts with the last of them, which has its end.
        const ends = i + 1 < limit ? Math.min(tokens.ends[i]!, tokens.starts[i + 1]!) : tokens.ends[i]!;
        const inside = characters(text.text, Math.max(from, start), Math.min(ends, end));
        this.characters[length]! += inside;
      }
    }
  }
}

const characterLengths = (): CharacterLengths => new CharacterLengths();

export const tokenLength: SampleMetric = {
  id: 'tokenLength',
  name: 'Token length of identifier characters',
  definition:
    'Share of the characters of identifiers that lie in tokens of at least 5 and of at least 8 characters, white space ' +
    'at their ends aside: what stands deep in a long token is hard to place for a model.',
  source: 'our application of the target token length of arXiv 2508.02591',
  ours: true,
  prepare(sample) {
    const lengths = sample.collect(characterLengths);
    return () => {
      const all = lengths.characters.reduce((sum, one) => sum + one, 0);
      const weighted = lengths.characters.reduce((sum, one, length) => sum + one * length, 0);
      const atLeast = (least: number) =>
        lengths.characters.reduce((sum, one, length) => sum + (length >= least ? one : 0), 0);
      const share = (key: string, least: number) =>
        quotient(key, `in tokens of at least ${least}`, [atLeast(least), all], 'share', NO_IDENTIFIERS);
      return {
        values: [
          share('atLeast5', 5),
          share('atLeast8', 8),
          quotient('mean', `mean length, at most ${LONGEST}`, [weighted, all], 'characters', NO_IDENTIFIERS),
        ],
        examples: [distribution(lengths.characters, all)],
      };
    };
  },
};

function distribution(lengths: Float64Array, all: number): MetricExamples {
  const rows = [...lengths]
    .map((characters, length) => ({ length, characters, share: all === 0 ? 0 : characters / all }))
    .filter(({ characters }) => characters > 0);
  return { key: 'distribution', label: `characters by token length, ${LONGEST} for all longer`, rows };
}

function characters(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (!isLowSurrogate(text.charCodeAt(i)) || i === start) count++;
  return count;
}
