import type { Scanner } from './scanner';
import { type SplitStage, stageEnds, type StageText } from './splitStage';

/**
 * Splits by any patterns, one stage after another; each splits the pieces that the one before left, as if a piece
 * were the whole text. How far an expression reads is not known, so it splits a whole text at once, from its start,
 * and then gives out the pieces; the text must not change meanwhile.
 */
export class StagedScanner implements Scanner {
  readonly whole = true;
  readonly reach = Infinity;
  private units: Uint16Array = new Uint16Array(0);
  private limit = 0;
  private ends: number[] = [];
  private at = 0;

  /** `rewrite` puts units[start, end) into the form that the stages read. */
  constructor(
    private readonly stages: readonly SplitStage[],
    private readonly rewrite: (units: Uint16Array, start: number, end: number) => StageText,
  ) {}

  next(units: Uint16Array, start: number, limit: number): number {
    const goesOn =
      this.at > 0 && this.ends[this.at - 1] === start && this.units === units && this.limit === limit;
    if (!goesOn) this.split(units, start, limit);
    return this.ends[this.at++]!;
  }

  private split(units: Uint16Array, start: number, limit: number): void {
    const text = this.rewrite(units, start, limit);
    this.units = units;
    this.limit = limit;
    this.at = 0;
    let ends = [limit - start];
    for (const stage of this.stages) ends = splitPieces(text, ends, stage);
    this.ends = ends.map((end) => start + end);
  }
}

function splitPieces({ text, hasPairs }: StageText, ends: readonly number[], stage: SplitStage): number[] {
  if (ends.length === 1) return stageEnds(stage, text, hasPairs);
  const finer: number[] = [];
  let start = 0;
  for (const end of ends) {
    for (const inside of stageEnds(stage, text.slice(start, end), hasPairs)) finer.push(start + inside);
    start = end;
  }
  return finer;
}
