import type { Grammar } from '../../language-tokenizers/syntax/grammar';
import type { TokenId } from '../engine/engine';
import { outlineLines, type OutlineLine } from './outlineLines';

/** Which lines go first where not all of them fit; of signatures the nearest ones do. */
const FIRST: Readonly<Record<OutlineLine['kind'], number>> = { opener: 0, import: 1, signature: 2 };

/**
 * The outline of a text in at most `limit` tokens; none where there is nothing to tell.
 *
 * @param measure tokenizes a text
 */
export function outline(
  text: string,
  grammar: Grammar | undefined,
  limit: number,
  measure: (text: string) => readonly TokenId[],
): readonly TokenId[] {
  const lines = outlineLines(text, grammar);
  const ranked = [...lines].sort((a, b) => FIRST[a.kind] - FIRST[b.kind] || b.start - a.start);
  const chosen = new Set<OutlineLine>();
  let left = limit;
  for (const line of ranked) {
    left -= measure(line.text).length;
    if (left < 0) break;
    chosen.add(line);
  }
  const told = lines.filter((line) => chosen.has(line)).map((line) => line.text);
  // Together they may have a token more or less than one by one.
  for (; told.length > 0; told.shift()) {
    const tokens = measure(told.join(''));
    if (tokens.length <= limit) return tokens;
  }
  return [];
}
