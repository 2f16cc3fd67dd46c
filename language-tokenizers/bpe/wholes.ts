import { textOfUnits } from '../text/codeUnits';
import { NO_TOKEN } from './vocabulary';

/** The pre-tokens of a model that are one token whatever merging says of them. */
export class WholePretokens {
  private readonly longest: number;

  constructor(private readonly ranks: ReadonlyMap<string, number>) {
    this.longest = [...ranks.keys()].reduce((longest, text) => Math.max(longest, text.length), 0);
  }

  /** Rank of the pre-token units[start, end), or NO_TOKEN where it is none of them. */
  rankOf(units: Uint16Array, start: number, end: number): number {
    if (end - start > this.longest) return NO_TOKEN;
    return this.ranks.get(textOfUnits(units, start, end)) ?? NO_TOKEN;
  }
}
