import { byteStartOf, startingBefore } from '../../bpe/tokenRuns';
import type { FunctionRange } from '../../syntax/unit';
import { SPACE } from '../../syntax/unitRun';
import { alignTokens, groupTokens, STRADDLER } from '../alignment';
import type { TokenizedText } from '../tokenizedText';
import { chosenUnits, type UnitChoice } from '../unitChoice';
import { type MergeCounts, NO_COUNTS } from './counts';

/** What merging finds in any stretch of one text, in a time that does not hang on the stretch. */
export class MergeIndex {
  /** See alignTokens. */
  readonly aligned: Int32Array;
  /** Exclusive ends of groups in tokens. */
  readonly groupEnds: Uint32Array;
  /** 1 for each unit that is an identifier. */
  readonly identifiers: Uint8Array;
  /** What stands before each token or unit: sums of 0 and 1, one longer than the list. */
  private readonly groupsBefore: Uint32Array;
  private readonly identifierTokensBefore: Uint32Array;
  private readonly runsBefore: Uint32Array;
  private readonly straddlersBefore: Uint32Array;
  private readonly unitsBefore: Uint32Array;
  private readonly identifiersBefore: Uint32Array;

  constructor(
    readonly text: TokenizedText,
    readonly choice: UnitChoice = 'identifiers',
  ) {
    const { units, tokens } = text;
    const aligned = (this.aligned = alignTokens(text));
    const identifiers = (this.identifiers = chosenUnits(units, 'identifiers'));
    const groupEnds = (this.groupEnds = groupTokens(aligned, chosenUnits(units, choice)));
    const startsGroup = new Uint8Array(tokens.length);
    for (let i = 0; i < groupEnds.length; i++) startsGroup[i === 0 ? 0 : groupEnds[i - 1]!] = 1;
    const ofIdentifier = (i: number): boolean => aligned[i]! >= 0 && identifiers[aligned[i]!] === 1;
    this.groupsBefore = sums(tokens.length, (i) => startsGroup[i] === 1);
    this.identifierTokensBefore = sums(tokens.length, ofIdentifier);
    this.runsBefore = sums(tokens.length, (i) => ofIdentifier(i) && aligned[i] !== aligned[i - 1]);
    this.straddlersBefore = sums(tokens.length, (i) => aligned[i] === STRADDLER);
    this.unitsBefore = sums(units.length, (i) => units.kinds[i] !== SPACE);
    this.identifiersBefore = sums(units.length, (i) => identifiers[i] === 1);
  }

  /** Of the whole text. */
  whole(): MergeCounts {
    return this.between(0, this.text.text.length);
  }

  /** Of the tokens and units that start in the UTF-16 range [start, end). */
  between(start: number, end: number): MergeCounts {
    const { tokens, units } = this.text;
    const from = startingBefore(tokens, start);
    const to = Math.max(from, startingBefore(tokens, end));
    const firstUnit = startsBefore(units.starts, start);
    const lastUnit = Math.max(firstUnit, startsBefore(units.starts, end));
    const unitCounts = {
      units: this.unitsBefore[lastUnit]! - this.unitsBefore[firstUnit]!,
      identifiers: this.identifiersBefore[lastUnit]! - this.identifiersBefore[firstUnit]!,
    };
    if (from === to) return { ...NO_COUNTS, ...unitCounts };
    // What begins before the range and goes on in it is one more.
    const cutsGroup = this.groupsBefore[from + 1] === this.groupsBefore[from];
    const cutsRun =
      this.runsBefore[from + 1] === this.runsBefore[from] &&
      this.identifierTokensBefore[from + 1]! > this.identifierTokensBefore[from]!;
    return {
      ...unitCounts,
      bytes: tokens.byteEnds[to - 1]! - byteStartOf(tokens, from),
      tokens: to - from,
      merged: this.groupsBefore[to]! - this.groupsBefore[from]! + Number(cutsGroup),
      identifierTokens: this.identifierTokensBefore[to]! - this.identifierTokensBefore[from]!,
      identifierRuns: this.runsBefore[to]! - this.runsBefore[from]! + Number(cutsRun),
      straddlers: this.straddlersBefore[to]! - this.straddlersBefore[from]!,
    };
  }

  /** Of each function, with those that stand in it. */
  functions(): (FunctionRange & { readonly counts: MergeCounts })[] {
    return this.text.functions.map((one) => ({ ...one, counts: this.between(one.start, one.end) }));
  }
}

function sums(length: number, holds: (index: number) => boolean): Uint32Array {
  const before = new Uint32Array(length + 1);
  for (let i = 0; i < length; i++) before[i + 1] = before[i]! + Number(holds(i));
  return before;
}

/** How many of ascending starts are before an offset. */
function startsBefore(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
