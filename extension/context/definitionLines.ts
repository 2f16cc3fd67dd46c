import type { LineRange } from './lineRange';
import type { SourceText } from './source';

/** Lines of a definition that are taken. */
export const MOST_LINES = 30;

/**
 * The lines of a definition that begins where `target` does: as the provider has them if there are several, else of the
 * smallest symbol that begins there, else as indentation has them.
 */
export function definitionLines(
  text: SourceText,
  target: LineRange,
  symbols: readonly LineRange[],
): LineRange {
  const limit = (range: LineRange): LineRange => ({
    first: range.first,
    end: Math.min(range.end, range.first + MOST_LINES, text.lineCount),
  });
  if (target.end - target.first > 1) return limit(target);
  // A symbol may begin with what is said about it: a decorator, a comment.
  const around = symbols.filter(({ first, end }) => first <= target.first && target.first < end);
  const smallest = around.sort((a, b) => a.end - a.first - (b.end - b.first))[0];
  const near = smallest && target.first - smallest.first < MOST_LINES / 2;
  return limit(near ? smallest : indented(text, target.first));
}

/** A line, those below that are indented deeper, and the line that closes them. */
function indented(text: SourceText, first: number): LineRange {
  const own = indentation(text.line(first)) ?? 0;
  let end = first + 1;
  for (let index = end; index < Math.min(text.lineCount, first + MOST_LINES); index++) {
    const line = text.line(index);
    const depth = indentation(line);
    if (depth === undefined) continue;
    if (depth <= own) {
      const closes = depth === own && /^\s*(?:[)\]}]|end\b)/i.test(line);
      const opens = depth === own && /^\s*\{\s*$/.test(line);
      if (closes) end = index + 1;
      if (!opens) break;
    }
    end = index + 1;
  }
  return { first, end };
}

/** Columns before the first character; undefined where there is none. */
function indentation(line: string): number | undefined {
  const column = line.search(/\S/);
  return column < 0 ? undefined : column;
}
