import { restOfLine } from './text';

/** Line breaks, with blank space between them, that a single line may begin with. */
const LEADING_BREAKS = /^(?:[^\S\n]*\n){0,2}/;

/**
 * Offset of the line feed that ends the one line of a single-line completion, or undefined while it goes on.
 *
 * At the end of a line that is complete, a model starts on the next one: there, up to two line breaks before
 * any text belong to the completion. Where text follows the cursor on its line, none does.
 */
export function firstLineEnd(text: string, suffix: string): number | undefined {
  const leading = restOfLine(suffix).trim() === '' ? (LEADING_BREAKS.exec(text)?.[0].length ?? 0) : 0;
  const end = text.indexOf('\n', leading);
  return end < 0 ? undefined : end;
}
