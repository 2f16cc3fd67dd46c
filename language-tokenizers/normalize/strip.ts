import { kindOf, WHITE_SPACE } from './characterKinds';
import type { Normalizer } from './normalizer';
import { Rewriter } from './rewriter';

/** The text without white space at its start, its end, or both. */
export function strip(left: boolean, right: boolean): Normalizer {
  return {
    normalize(text) {
      let start = 0;
      let end = text.length;
      while (left && start < end && isSpace(text, start)) start++;
      while (right && end > start && isSpace(text, end - 1)) end--;
      if (start === 0 && end === text.length) return { text };
      const rewriter = new Rewriter(text);
      rewriter.keep(start, end);
      return rewriter.finish();
    },
  };
}

/** No white space is beyond the basic plane, so a unit is enough to tell. */
function isSpace(text: string, at: number): boolean {
  return (kindOf(text.charCodeAt(at)) & WHITE_SPACE) !== 0;
}
