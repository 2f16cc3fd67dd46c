import type { Scanner } from '../../bpe/scanners/scanner';
import type { MatchBehavior, SplitStage } from '../../bpe/scanners/splitStage';
import { StagedScanner } from '../../bpe/scanners/staged';
import type { CodePointSet } from '../../text/codePointSet';
import { Alphabet } from './alphabet';
import { translate } from './translate';

/** One stage of splitting, as a file has it. */
export interface Split {
  readonly pattern: string;
  readonly behavior: MatchBehavior;
  readonly inverted: boolean;
}

/** Scanners that split by patterns one after another. Throws an UnsupportedPattern for one that is not understood. */
export function createStaged(splits: readonly Split[]): () => Scanner {
  const sets: CodePointSet[] = [];
  for (const { pattern } of splits) {
    translate(pattern, (set) => {
      sets.push(set);
      return '.';
    });
  }
  const alphabet = new Alphabet(sets);
  const compile = (pattern: string, hasPairs: boolean): RegExp =>
    new RegExp(
      translate(pattern, (set) => alphabet.spell(set, hasPairs)),
      'g',
    );
  const stages = splits.map(({ behavior, inverted, pattern }): SplitStage => ({
    pattern: compile(pattern, false),
    pairPattern: compile(pattern, true),
    behavior,
    inverted,
  }));
  return () => new StagedScanner(stages, (units, start, end) => alphabet.rewrite(units, start, end));
}
