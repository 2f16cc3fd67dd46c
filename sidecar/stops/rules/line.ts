import { firstLineEnd } from '../firstLine';
import type { StopRuleFactory } from '../rule';

/** Line mode: the completion ends where its line does. */
export const line: StopRuleFactory = {
  name: 'line',
  create({ mode, suffix }) {
    if (mode !== 'line') return undefined;
    return (text) => {
      const end = firstLineEnd(text, suffix);
      return end === undefined ? undefined : { stop: 'line', keep: end, at: end + 1 };
    };
  },
};
