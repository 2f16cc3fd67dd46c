import { byteStartOf, startingBefore } from '../../bpe/tokenRuns';
import type { FunctionRange } from '../../syntax/unit';
import { SPACE } from '../../syntax/unitRun';
import { utf8Length } from '../../text/utf8';
import { alignTokens, groupTokens, STRADDLER } from '../alignment';
import type { TokenizedText } from '../tokenizedText';
import { chosenUnits, type UnitChoice } from '../unitChoice';
import { type MergeCounts, NO_COUNTS } from './counts';

/** What merging finds in one text, and in any stretch of it in a time that does not hang on the stretch. */
export class MergeIndex {
  /** See alignTokens. */
  readonly aligned: Int32Array;
  /** Exclusive ends of groups in tokens. */
  readonly groupEnds: Uint32Array;
  /** 1 for each unit that is an identifier. */
  readonly identifiers: Uint8Array;
  private readonly chosen: Uint8Array;
  private sums: Sums | undefined;

  constructor(
    readonly text: TokenizedText,
    readonly choice: UnitChoice = 'identifiers',
  ) {
    this.aligned = alignTokens(text);
    this.identifiers = chosenUnits(text.units, 'identifiers');
    this.chosen = choice === 'identifiers' ? this.identifiers : chosenUnits(text.units, choice);
    this.groupEnds = groupTokens(this.aligned, this.chosen);
  }

  /** Of the whole text. */
  whole(): MergeCounts {
    const { text, aligned, identifiers, groupEnds } = this;
    const { kinds, length } = text.units;
    const counts = { units: 0, identifiers: 0, identifierTokens: 0, identifierRuns: 0, straddlers: 0 };
    for (let i = 0; i < length; i++) {
      if (kinds[i] !== SPACE) counts.units++;
      counts.identifiers += identifiers[i]!;
    }
    let last = STRADDLER;
    for (const unit of aligned) {
      if (unit === STRADDLER) counts.straddlers++;
      else if (unit >= 0 && identifiers[unit] === 1) {
        counts.identifierTokens++;
        if (unit !== last) counts.identifierRuns++;
      }
      last = unit;
    }
    return { ...counts, bytes: utf8Length(text.text), tokens: aligned.length, merged: groupEnds.length };
  }

  /** Of the tokens and units that start in the UTF-16 range [start, end); bytes are those of its tokens. */
  between(start: number, end: number): MergeCounts {
    const { tokens, units } = this.text;
    const sums = (this.sums ??= this.sumUp());
    const from = startingBefore(tokens, start);
    const to = Math.max(from, startingBefore(tokens, end));
    const firstUnit = startsBefore(units.starts, start);
    const lastUnit = Math.max(firstUnit, startsBefore(units.starts, end));
    const ofUnits = (list: Uint32Array): number => list[lastUnit]! - list[firstUnit]!;
    const ofTokens = (list: Uint32Array): number => list[to]! - list[from]!;
    const unitCounts = { units: ofUnits(sums.units), identifiers: ofUnits(sums.identifiers) };
    if (from === to) return { ...NO_COUNTS, ...unitCounts };
    // What begins before the range and goes on in it is one more.
    const at = (list: Uint32Array): number => list[from + 1]! - list[from]!;
    const cutsGroup = at(sums.groups) === 0;
    const cutsRun = at(sums.runs) === 0 && at(sums.identifierTokens) === 1;
    return {
      ...unitCounts,
      bytes: tokens.byteEnds[to - 1]! - byteStartOf(tokens, from),
      tokens: to - from,
      merged: ofTokens(sums.groups) + Number(cutsGroup),
      identifierTokens: ofTokens(sums.identifierTokens),
      identifierRuns: ofTokens(sums.runs) + Number(cutsRun),
      straddlers: ofTokens(sums.straddlers),
    };
  }

  /** Of each function, with those that stand in it. */
  functions(): (FunctionRange & { readonly counts: MergeCounts })[] {
    return this.text.functions.map((one) => ({ ...one, counts: this.between(one.start, one.end) }));
  }

  private sumUp(): Sums {
    const { aligned, identifiers, chosen } = this;
    const { units } = this.text;
    const isNew = (i: number): boolean => aligned[i] !== aligned[i - 1];
    const ofIdentifier = (i: number): boolean => aligned[i]! >= 0 && identifiers[aligned[i]!] === 1;
    const startsGroup = (i: number): boolean => isNew(i) || aligned[i]! < 0 || chosen[aligned[i]!] !== 1;
    return {
      groups: sums(aligned.length, startsGroup),
      identifierTokens: sums(aligned.length, ofIdentifier),
      runs: sums(aligned.length, (i) => ofIdentifier(i) && isNew(i)),
      straddlers: sums(aligned.length, (i) => aligned[i] === STRADDLER),
      units: sums(units.length, (i) => units.kinds[i] !== SPACE),
      identifiers: sums(units.length, (i) => identifiers[i] === 1),
    };
  }
}

/** What stands before each token or unit: each one longer than their list. */
interface Sums {
  readonly groups: Uint32Array;
  readonly identifierTokens: Uint32Array;
  /** Runs of tokens of one identifier. */
  readonly runs: Uint32Array;
  readonly straddlers: Uint32Array;
  readonly units: Uint32Array;
  readonly identifiers: Uint32Array;
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
