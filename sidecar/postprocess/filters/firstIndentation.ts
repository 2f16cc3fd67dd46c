import { indentOf, lineBefore, linesAbove } from '../../stops/text';
import type { Filter } from '../filter';

/** A body may begin this many columns deeper than the line that opens it. */
const DEEPEST = 8;
const OPENS_BODY = /[{([:]$/;

/**
 * The cursor stands in the indentation already: the completion's first line does not bring its own.
 * It may where a body begins and the cursor is not inside it yet. Where the lines after it count on the
 * indentation that is taken away, they lose it, too.
 */
export const firstIndentation: Filter = {
  name: 'first-indentation',
  apply(text, { prefix }) {
    const before = lineBefore(prefix);
    const own = /^[ \t]+(?=\S)/.exec(text)?.[0];
    if (own === undefined || before === '' || before.trim() !== '') return text;
    const above = linesAbove(prefix, 1)[0] ?? '';
    const deeper = indentOf(before + own) - indentOf(above);
    const beginsBody = OPENS_BODY.test(above) && indentOf(before) <= indentOf(above);
    if (beginsBody && deeper >= 2 && deeper <= DEEPEST) return text;
    if (isHalfway(before, own, prefix)) return text;
    const [first = '', ...others] = text.split('\n');
    const shifted = dependOn(before + first, others, own)
      ? others.map((line) => (line.startsWith(own) ? line.slice(own.length) : line))
      : others;
    return [first.slice(own.length), ...shifted].join('\n');
  },
};

/** Lines above that say how deep lines are here. */
const LINES_ABOVE = 50;

/** True when no line above is as deep as the cursor stands, but some are as deep as the completion makes it. */
function isHalfway(before: string, own: string, prefix: string): boolean {
  const depths = new Set(linesAbove(prefix, LINES_ABOVE).map(indentOf));
  return !depths.has(indentOf(before)) && depths.has(indentOf(before + own));
}

/** True when all lines lie as deep as the first one stands with its own indentation, or deeper. */
function dependOn(first: string, others: readonly string[], own: string): boolean {
  const least = indentOf(first) + (OPENS_BODY.test(first.trimEnd()) ? 1 : 0);
  const [next, ...rest] = others.filter((line) => line.trim() !== '');
  if (next === undefined || !next.startsWith(own) || indentOf(next) < least) return false;
  return rest.every((line) => line.startsWith(own) && indentOf(line) >= indentOf(first));
}
