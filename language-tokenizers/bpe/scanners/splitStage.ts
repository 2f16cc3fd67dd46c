/** How a stage of splitting treats what its pattern finds; the names are Hugging Face's. */
export type MatchBehavior = 'Isolated' | 'MergedWithPrevious' | 'MergedWithNext' | 'Contiguous';

/** Splits a text by a pattern, and loses nothing of it. */
export class SplitStage {
  /** `pattern` has the flag "g". `inverted`: what it does not find counts as found, and the reverse. */
  constructor(
    private readonly pattern: RegExp,
    private readonly behavior: MatchBehavior,
    private readonly inverted = false,
  ) {}

  /** Ends of the pieces of `text`, in order; none is empty. */
  ends(text: string): number[] {
    const ends: number[] = [];
    const found: boolean[] = [];
    let from = 0;
    const add = (end: number, isMatch: boolean): void => {
      if (end === from) return;
      ends.push(end);
      found.push(isMatch !== this.inverted);
      from = end;
    };
    for (const { 0: match, index } of text.matchAll(this.pattern)) {
      add(index, false);
      add(index + match.length, true);
    }
    add(text.length, false);
    return ends.filter((_, i) => i === ends.length - 1 || this.isCut(found, i));
  }

  /** Whether pieces i and i + 1 stay apart. */
  private isCut(found: readonly boolean[], i: number): boolean {
    const [before, after] = [found[i]!, found[i + 1]!];
    switch (this.behavior) {
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
}
