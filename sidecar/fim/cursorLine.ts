import { codePointEdge } from './edges';

/** A longer line is split in steps of this many UTF-16 units, so that the split does not move while typing. */
const LONG_LINE = 512;
const STEP = 256;

/** Splits the text before the cursor into the whole lines above (head) and the cursor's line (tail). */
export function splitPrefix(prefix: string): { head: string; tail: string } {
  const lineStart = prefix.lastIndexOf('\n') + 1;
  const length = prefix.length - lineStart;
  const over = length <= LONG_LINE ? 0 : Math.floor((length - STEP) / STEP) * STEP;
  const cut = codePointEdge(prefix, lineStart + over);
  return { head: prefix.slice(0, cut), tail: prefix.slice(cut) };
}
