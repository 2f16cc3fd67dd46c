import { linesOf } from '../../stops/lines';
import { lineBefore } from '../../stops/text';
import type { Filter } from '../filter';

/** So many times in a row is no accident. */
const TIMES = 6;
const MOST_LINES = 6;

/**
 * Lines that come again and again with nothing new but another number (x1 = f(1), x2 = f(2), …) are kept once. Lines
 * of numbers alone are data.
 */
export const countedLines: Filter = {
  name: 'counted-lines',
  apply(text, { prefix }) {
    const lines = linesOf(text, lineBefore(prefix));
    const words = lines.map((line) => line.text.replace(/\d+/g, '0'));
    for (let period = 1; period <= MOST_LINES; period++) {
      let run = 0;
      for (let index = period; index < lines.length; index++) {
        run = words[index] === words[index - period] ? run + 1 : 0;
        if (run < period * (TIMES - 1)) continue;
        const first = index + 1 - run - period;
        if (saysMuch(words.slice(first, first + period)))
          return text.slice(0, lines[first + period - 1]!.end);
      }
    }
    return text;
  },
};

function saysMuch(words: readonly string[]): boolean {
  return (words.join('').match(/\p{L}/gu)?.length ?? 0) >= 3;
}
