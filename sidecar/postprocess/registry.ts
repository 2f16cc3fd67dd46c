import type { Filter } from './filter';
import { blank } from './filters/blank';
import { closingBracket } from './filters/closingBracket';
import { closingLine } from './filters/closingLine';
import { closingQuote } from './filters/closingQuote';
import { codeFence } from './filters/codeFence';
import { firstIndentation } from './filters/firstIndentation';
import { firstLine } from './filters/firstLine';
import { indentationStyle } from './filters/indentationStyle';
import { leadingSpace } from './filters/leadingSpace';
import { lineAbove } from './filters/lineAbove';
import { lineBreaks } from './filters/lineBreaks';
import { nextLines } from './filters/nextLines';
import { repetition } from './filters/repetition';
import { suffixOverlap } from './filters/suffixOverlap';
import { trailingSpace } from './filters/trailingSpace';

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
