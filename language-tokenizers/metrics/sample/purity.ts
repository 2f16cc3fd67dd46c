import { identifierWords } from '../../text/identifierWords';
import { identifierTable } from '../collectors/identifierTable';
import { tokenCounts } from '../collectors/tokenCounts';
import { wholeUnits, withoutBlank } from '../collectors/wholeUnits';
import { quotient, type SampleMetric } from '../metric';
import { vocabularyEntries } from '../vocabulary/entries';

const NO_UNITS = 'the sample has no text in a language that is known here';

export const purity: SampleMetric = {
  id: 'purity',
  name: 'Purity',
  definition:
    'Of the different tokens used, a blank in front aside: the share that is a keyword, an operator, a whole name or a ' +
    'whole literal of the sample (%Lang), and the share that is exactly one unit or one word of an identifier (%Pure); ' +
    'both also by occurrence.',
  source: 'our application to code of %TR and %Pure of arXiv 2502.07057',
  ours: true,
  prepare(sample) {
    const counts = sample.collect(tokenCounts);
    const units = sample.collect(wholeUnits);
    const identifiers = sample.collect(identifierTable);
    return () => {
      const components = new Set<string>();
      for (const name of identifiers.records.keys()) {
        for (const word of identifierWords(name)) components.add(word);
      }
      const used = usedTexts(counts.counts, sample.tokenizer);
      const share = (test: (bare: string) => boolean) => tally(used, test);
      const all = share(() => true);
      const lang = share((bare) => units.isWord(bare));
      const pure = share((bare) => units.isUnit(bare) || components.has(bare));
      const blank = share((bare) => bare.trim() === '');
      // Where nothing was parsed, nothing can be said.
      const whole = { types: lang.types + pure.types === 0 ? 0 : all.types, times: all.times };
      const value = (key: string, label: string, part: number, of: number) =>
        quotient(key, label, [part, whole.types === 0 ? 0 : of], 'share', NO_UNITS);
      return {
        values: [
          value('lang', '%Lang', lang.types, all.types),
          value('pure', '%Pure', pure.types, all.types),
          value('langByOccurrence', '%Lang by occurrence', lang.times, all.times),
          value('pureByOccurrence', '%Pure by occurrence', pure.times, all.times),
          value('blank', 'white space alone', blank.types, all.types),
          value('blankByOccurrence', 'white space alone, by occurrence', blank.times, all.times),
        ],
      };
    };
  },
};

interface Tally {
  readonly types: number;
  readonly times: number;
}

function tally(used: ReadonlyMap<string, number>, test: (bare: string) => boolean): Tally {
  let types = 0;
  let times = 0;
  for (const [bare, count] of used) {
    if (!test(bare)) continue;
    types++;
    times += count;
  }
  return { types, times };
}

/**
 * How often each text without the blank in front was used: " x" and "x" are one. What is no text is told apart by its
 * id.
 */
function usedTexts(
  counts: Uint32Array,
  tokenizer: Parameters<typeof vocabularyEntries>[0],
): Map<string, number> {
  const used = new Map<string, number>();
  for (const { id, text } of vocabularyEntries(tokenizer)) {
    const count = counts[id]!;
    if (count === 0) continue;
    const bare = text === undefined ? `\0${id}` : withoutBlank(text);
    used.set(bare, (used.get(bare) ?? 0) + count);
  }
  return used;
}
