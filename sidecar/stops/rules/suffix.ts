import { cursorOf } from '../cursor';
import { linesOf } from '../lines';
import { meetLine, meetRest, MEETING_LINES } from '../meeting';
import type { StopRuleFactory } from '../rule';
import { linesBelow } from '../text';

/**
 * The text met what stands after the cursor: the rest of its line, or the next line below. A model that does
 * not see the suffix often writes it again, and this is what ends its completions.
 */
export const suffix: StopRuleFactory = {
  name: 'suffix',
  create(context) {
    const cursor = cursorOf(context.prefix, context.suffix);
    const below = linesBelow(context.suffix, MEETING_LINES);
    if (cursor.rest === '' && below.length === 0) return undefined;
    return (text) => {
      const inLine = meetRest(text, cursor);
      const atLine = meetLine(linesOf(text, cursor.before), below, cursor.rest);
      const first = inLine && atLine ? (inLine.at <= atLine.at ? inLine : atLine) : (inLine ?? atLine);
      return first && { stop: 'suffix', ...first };
    };
  },
};
