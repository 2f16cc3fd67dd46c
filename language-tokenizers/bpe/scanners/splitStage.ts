/** How a stage of splitting treats what its pattern finds; the names are Hugging Face's. */
export type MatchBehavior = 'Isolated' | 'MergedWithPrevious' | 'MergedWithNext' | 'Contiguous';

/** A text in the form that stages read it in, of the same length. */
export interface StageText {
  readonly text: string;
  /** It may have surrogate pairs. */
  readonly hasPairs: boolean;
}

/** Splits a text by a pattern, and loses nothing of it. */
export interface SplitStage {
  /** Has the flag "g". */
  readonly pattern: RegExp;
  /** The same for texts with surrogate pairs. */
  readonly pairPattern: RegExp;
  readonly behavior: MatchBehavior;
  /** What the pattern does not find counts as found, and the reverse. */
  readonly inverted: boolean;
}

/** Ends of the pieces of `text`, in order; none is empty. */
export function stageEnds(stage: SplitStage, text: string, hasPairs: boolean): number[] {
  const ends: number[] = [];
  const found: boolean[] = [];
  let from = 0;
  const add = (end: number, isMatch: boolean): void => {
    if (end === from) return;
    ends.push(end);
    found.push(isMatch !== stage.inverted);
    from = end;
  };
  const pattern = hasPairs ? stage.pairPattern : stage.pattern;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    add(match.index, false);
    add(match.index + match[0].length, true);
    if (match[0] === '') pattern.lastIndex++;
  }
  add(text.length, false);
  if (stage.behavior === 'Isolated') return ends;
  return ends.filter((_, i) => i === ends.length - 1 || isCut(stage.behavior, found[i]!, found[i + 1]!));
}

/** Whether two pieces in a row stay apart. */
function isCut(behavior: MatchBehavior, before: boolean, after: boolean): boolean {
  switch (behavior) {
    case 'Isolated':
      return true;
    case 'Contiguous':
      return before !== after;
    case 'MergedWithPrevious':
      return before || !after;
    case 'MergedWithNext':
      return !before || after;
  }
}
