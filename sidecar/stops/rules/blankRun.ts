import type { StopRuleFactory } from '../rule';

const TWO_BLANK_LINES = /\n[^\S\n]*\n[^\S\n]*\n/;

/** Block mode: two blank lines part what belongs together from what does not. */
export const blankRun: StopRuleFactory = {
  name: 'blank-run',
  create({ mode }) {
    if (mode !== 'block') return undefined;
    return (text) => {
      const found = TWO_BLANK_LINES.exec(text);
      return found ? { stop: 'scope', keep: found.index, at: found.index + found[0].length } : undefined;
    };
  },
};
