import { linesOf } from '../../stops/lines';
import { repeatedLines, repeatedPiece } from '../../stops/repeated';
import { lineBefore } from '../../stops/text';
import type { Filter } from '../filter';

/** What the model writes again and again is kept once. */
export const repetition: Filter = {
  name: 'repetition',
  apply(text, { prefix }) {
    const lines = repeatedLines(linesOf(`${text}\n`, lineBefore(prefix)));
    const piece = repeatedPiece(text);
    return text.slice(0, Math.min(lines?.keep ?? text.length, piece?.keep ?? text.length));
  },
};
