import type { TokenView } from '../../../language-tokenizers/bpe/tokenizer';
import { UNIT_KINDS, type Unit } from '../../../language-tokenizers/syntax/unit';
import type { UnitRun } from '../../../language-tokenizers/syntax/unitRun';

export interface UnitCost {
  /** Tokens that hold some of the unit's text, those it shares with a neighbour included. */
  readonly tokens: number;
  /** How often the same text stands in the document as a unit of this kind, and the tokens it takes there. */
  readonly occurrences: number;
  readonly fileTokens: number;
}

/** Units of text between two occurrences up to which one question for tokens serves both. */
const NEAR = 256;
/** Longest stretch of text whose tokens are asked for at once. */
const STRETCH = 16_384;

/**
 * What `unit`, one of the document's, costs there and over the whole text. Only the tokens around its occurrences
 * are looked at, so that after an edit nothing has to be counted anew.
 *
 * @param units all units of the document
 */
export function unitCost(unit: Unit, units: UnitRun, text: string, view: TokenView): UnitCost {
  const starts = occurrences(unit, units, text);
  const length = unit.end - unit.start;
  let tokens = 0;
  let fileTokens = 0;
  for (let from = 0; from < starts.length;) {
    const to = stretchEnd(starts, from);
    const run = view.tokensBetween(starts[from]!, starts[to - 1]! + length);
    let first = 0;
    for (let i = from; i < to; i++) {
      const start = starts[i]!;
      while (first < run.length && run.ends[first]! <= start) first++;
      let next = first;
      while (next < run.length && run.starts[next]! < start + length) next++;
      fileTokens += next - first;
      if (start === unit.start) tokens = next - first;
    }
    from = to;
  }
  return { tokens, occurrences: starts.length, fileTokens };
}

/** Starts of all units of the kind with the same text. */
function occurrences(unit: Unit, { length, kinds, starts, ends }: UnitRun, text: string): number[] {
  const written = text.slice(unit.start, unit.end);
  const kind = UNIT_KINDS.indexOf(unit.kind);
  const found: number[] = [];
  for (let i = 0; i < length; i++) {
    const start = starts[i]!;
    if (kinds[i] === kind && ends[i]! - start === written.length && text.startsWith(written, start)) {
      found.push(start);
    }
  }
  return found;
}

/** Index behind the last occurrence that is near enough to those before it, from `from` on. */
function stretchEnd(starts: readonly number[], from: number): number {
  let to = from + 1;
  while (
    to < starts.length &&
    starts[to]! - starts[to - 1]! <= NEAR &&
    starts[to]! - starts[from]! <= STRETCH
  )
    to++;
  return to;
}
