import { linesOf } from '../lines';
import { repeatedLines, repeatedPiece } from '../repeated';
import type { StopRuleFactory } from '../rule';
import { lineBefore } from '../text';

/** The model goes round in circles: what it repeats is kept once. */
export const repetition: StopRuleFactory = {
  name: 'repetition',
  create({ prefix }) {
    const before = lineBefore(prefix);
    return (text) => {
      const lines = repeatedLines(linesOf(text, before));
      const piece = repeatedPiece(text);
      const first = lines && piece ? (lines.at <= piece.at ? lines : piece) : (lines ?? piece);
      return first && { stop: 'repetition', ...first };
    };
  },
};
