import type { TokenRun } from '../../../language-tokenizers/bpe/tokenizer';
import type { Unit } from '../../../language-tokenizers/syntax/unit';

export interface UnitCost {
  /** Tokens that hold some of the unit's text, those it shares with a neighbour included. */
  readonly tokens: number;
  /** How often the same text stands in the document as a unit of this kind, and the tokens it takes there. */
  readonly occurrences: number;
  readonly fileTokens: number;
}

/** The tokens of every unit of a document, found in one pass over both. */
export class UnitCosts {
  private readonly tokens: Uint32Array;

  /**
   * @param units all units of the document, in order
   * @param run all its tokens
   */
  constructor(
    private readonly units: readonly Unit[],
    run: TokenRun,
  ) {
    this.tokens = new Uint32Array(units.length);
    let first = 0;
    let next = 0;
    for (const [i, { start, end }] of units.entries()) {
      while (first < run.length && run.ends[first]! <= start) first++;
      if (next < first) next = first;
      while (next < run.length && run.starts[next]! < end) next++;
      this.tokens[i] = next - first;
    }
  }

  /** The unit that holds the UTF-16 offset; undefined on blanks. */
  unitAt(offset: number): Unit | undefined {
    let low = 0;
    let high = this.units.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.units[middle]!.end <= offset) low = middle + 1;
      else high = middle;
    }
    const unit = this.units[low];
    return unit !== undefined && unit.start <= offset ? unit : undefined;
  }

  /** What `unit`, one of the document's, costs there and over the whole `text`. */
  of(unit: Unit, text: string): UnitCost {
    const written = text.slice(unit.start, unit.end);
    let tokens = 0;
    let occurrences = 0;
    let fileTokens = 0;
    for (const [i, { kind, start, end }] of this.units.entries()) {
      if (kind !== unit.kind || end - start !== written.length || !text.startsWith(written, start)) continue;
      occurrences++;
      fileTokens += this.tokens[i]!;
      if (start === unit.start) tokens = this.tokens[i]!;
    }
    return { tokens, occurrences, fileTokens };
  }
}
