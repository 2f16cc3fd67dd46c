import { overlap, type LineRange } from './lineRange';
import type { CursorPlace } from './source';

/** Lines above and below the cursor that a prompt has anyway, with little of its budget spent on them. */
const ABOVE = 60;
const BELOW = 30;

/** Whether lines of a text stand around the cursor: what the prompt has need not be said twice. */
export function isAround({ text, line }: CursorPlace, id: string, range: LineRange): boolean {
  return text.id === id && overlap(range, { first: line - ABOVE, end: line + BELOW }) > 0;
}
