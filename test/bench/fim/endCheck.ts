import type { Measured } from './measure';
import type { Case } from './summary';

/** Fewer characters than this after the cursor may stand there by chance. */
const LEAST = 2;

/**
 * FIM-SE's constraint on the end (2405.17103), without its training: what is written before the rest of a line must
 * lead up to it. A completion passes that the model ended itself, or that ran into the rest of the line (where it is
 * cut in every arm); one that went on past it or broke off counts as wrong and is not shown.
 */
export function endChecked({ cursor, measured }: Case): Case {
  const rest = cursor.suffix.split('\n', 1)[0]!.replaceAll(/\s/g, '');
  const joins = measured.stop === 'end' || measured.stop === 'suffix';
  if (rest.length < LEAST || joins) return { cursor, measured };
  const dropped: Measured = { ...measured, text: '' };
  return {
    cursor,
    measured: measured.textVerdict ? { ...dropped, textVerdict: { outcome: 'failed' } } : dropped,
  };
}
