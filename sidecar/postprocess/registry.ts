import type { Filter } from './filter';
import { blank } from './filters/blank';
import { closingBracket } from './filters/closing-bracket';
import { closingLine } from './filters/closing-line';
import { closingQuote } from './filters/closing-quote';
import { codeFence } from './filters/code-fence';
import { firstIndentation } from './filters/first-indentation';
import { firstLine } from './filters/first-line';
import { indentationStyle } from './filters/indentation-style';
import { leadingSpace } from './filters/leading-space';
import { lineAbove } from './filters/line-above';
import { lineBreaks } from './filters/line-breaks';
import { nextLines } from './filters/next-lines';
import { repetition } from './filters/repetition';
import { suffixOverlap } from './filters/suffix-overlap';
import { trailingSpace } from './filters/trailing-space';

/**
 * The filters, in the order they run: first what is no code at all, then the beginning of the text and its
 * white space, then what it repeats (of itself, of the rest of the line, of the lines below and above), then
 * its end.
 */
export const FILTERS: readonly Filter[] = [
  lineBreaks,
  codeFence,
  firstLine,
  leadingSpace,
  firstIndentation,
  indentationStyle,
  repetition,
  suffixOverlap,
  closingQuote,
  closingBracket,
  nextLines,
  closingLine,
  lineAbove,
  trailingSpace,
  blank,
];
