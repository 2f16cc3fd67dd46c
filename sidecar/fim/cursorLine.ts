import { codePointEdge } from '../../language-tokenizers/text/codePoints';

/** A longer line is split in steps of this many UTF-16 units, so that the split does not move while typing. */
const LONG_LINE = 512;
const STEP = 256;
/** Whole lines of at least so many UTF-16 units lead in, and of less than twice as many: they move in such steps. */
const LEAD_IN = 512;

/**
 * Splits the text before the cursor into the whole lines above (head) and the cursor's line (tail).
 *
 * @param leadsIn true to leave some of the lines above with the cursor's; which ones changes in steps only
 */
export function splitPrefix(prefix: string, leadsIn = false): { head: string; tail: string } {
  const lineStart = prefix.lastIndexOf('\n') + 1;
  const length = prefix.length - lineStart;
  const over = length <= LONG_LINE ? 0 : Math.floor((length - STEP) / STEP) * STEP;
  const cut =
    over === 0 && leadsIn ? leadInStart(prefix, lineStart) : codePointEdge(prefix, lineStart + over);
  return { head: prefix.slice(0, cut), tail: prefix.slice(cut) };
}

/** The first line start at or after the last step that leaves enough units above the cursor's line. */
function leadInStart(prefix: string, lineStart: number): number {
  const step = Math.floor(lineStart / LEAD_IN - 1) * LEAD_IN;
  return step <= 0 ? 0 : prefix.indexOf('\n', step - 1) + 1;
}
