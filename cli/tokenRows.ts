import type { Tokenizer, TokenRun } from '../language-tokenizers/bpe/tokenizer';
import { byteStartOf } from '../language-tokenizers/bpe/tokenRuns';
import type { Unit, UnitKind } from '../language-tokenizers/syntax/unit';

/** One token as the JSON of `tokens` has it. */
export interface TokenRow {
  readonly id: number;
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly start: number;
  readonly end: number;
  /** The token's bytes; U+FFFD where they cut a character. */
  readonly text: string;
  readonly partial?: true;
  /** Kind of the unit that holds the token's first character that is not blank. */
  readonly unit?: UnitKind;
}

export function* tokenRows(
  run: TokenRun,
  tokenizer: Tokenizer,
  text: string,
  units: readonly Unit[],
): Generator<TokenRow> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let at = 0;
  for (let i = 0; i < run.length; i++) {
    const [id, byteEnd, start, end] = [run.ids[i]!, run.byteEnds[i]!, run.starts[i]!, run.ends[i]!];
    let first = start;
    while (first < end && /\s/.test(text[first]!)) first++;
    while (at < units.length && units[at]!.end <= first) at++;
    const unit = units[at];
    yield {
      id,
      byteStart: byteStartOf(run, i),
      byteEnd,
      start,
      end,
      text: decoder.decode(tokenizer.tokenBytes(id)),
      ...(run.partial[i] ? { partial: true } : {}),
      ...(unit && first < end && unit.start <= first ? { unit: unit.kind } : {}),
    };
  }
}
