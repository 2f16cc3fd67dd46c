import { LineIndex } from '../../language-tokenizers/text/lineIndex';
import type { SurprisalLine, SurprisalToken } from '../protocol';
import { sumsOf } from './sums';

/**
 * Sums of each line that has tokens, which add up to those of the text. A token belongs to the line of its first
 * character that is not blank, as in a line break with the next line's word; one of white space alone belongs to the
 * line that it starts in.
 *
 * @param bytes of each token, as the model read them
 */
export function sumsOfLines(
  text: string,
  tokens: readonly SurprisalToken[],
  bytes: readonly number[],
): SurprisalLine[] {
  const index = new LineIndex(text);
  const lines = tokens.map((token) => index.positionAt(firstVisible(text, token)).line);
  const sums: SurprisalLine[] = [];
  for (let from = 0; from < tokens.length;) {
    const line = lines[from]!;
    let to = from + 1;
    while (to < tokens.length && lines[to] === line) to++;
    sums.push({
      line,
      start: index.lineStart(line),
      end: index.lineEnd(line),
      ...sumsOf(tokens.slice(from, to), bytes.slice(from, to)),
    });
    from = to;
  }
  return sums;
}

function firstVisible(text: string, { start, end }: SurprisalToken): number {
  for (let at = start; at < end; at++) if (/\S/.test(text[at]!)) return at;
  return start;
}
