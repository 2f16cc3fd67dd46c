import { linesOf } from '../../stops/lines';
import { lineBefore, linesAbove } from '../../stops/text';
import type { Filter } from '../filter';

/** Fewer characters than this come twice in good code, too. */
const PARTICULAR = 8;

/** Drops a completion that only says the lines above again. */
export const lineAbove: Filter = {
  name: 'line-above',
  apply(text, { prefix }) {
    const lines = linesOf(text, lineBefore(prefix)).filter((line) => line.text.trim() !== '');
    const above = linesAbove(prefix, lines.length).reverse();
    const characters = lines.reduce((sum, line) => sum + line.text.trim().length, 0);
    if (lines.length !== above.length || characters < PARTICULAR) return text;
    return lines.every((line, index) => line.text.trimEnd() === above[index]) ? '' : text;
  },
};
