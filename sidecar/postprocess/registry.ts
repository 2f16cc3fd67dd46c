import type { Filter } from './filter';
import { blank } from './filters/blank';
import { blankRun } from './filters/blankRun';
import { closingBracket } from './filters/closingBracket';
import { closingLine } from './filters/closingLine';
import { closingQuote } from './filters/closingQuote';
import { codeFence } from './filters/codeFence';
import { countedLines } from './filters/countedLines';
import { firstIndentation } from './filters/firstIndentation';
import { firstLine } from './filters/firstLine';
import { indentationStyle } from './filters/indentationStyle';
import { leadingBlankLines } from './filters/leadingBlankLines';
import { leadingSpace } from './filters/leadingSpace';
import { lineAbove } from './filters/lineAbove';
import { lineBreaks } from './filters/lineBreaks';
import { nextLines } from './filters/nextLines';
import { placeholder } from './filters/placeholder';
import { repetition } from './filters/repetition';
import { scopeEnd } from './filters/scopeEnd';
import { specialTokens } from './filters/specialTokens';
import { suffixOverlap } from './filters/suffixOverlap';
import { syntaxErrors } from './filters/syntaxErrors';
import { trailingSpace } from './filters/trailingSpace';

/**
 * The filters, in the order they run: first what is no code at all, then the beginning of the text and its
 * white space, then what it repeats (of itself, of the rest of the line, of the lines below and above), then
 * its end.
 */
export const FILTERS: readonly Filter[] = [
  lineBreaks,
  specialTokens,
  codeFence,
  firstLine,
  leadingBlankLines,
  leadingSpace,
  firstIndentation,
  indentationStyle,
  repetition,
  countedLines,
  suffixOverlap,
  closingQuote,
  closingBracket,
  nextLines,
  closingLine,
  lineAbove,
  blankRun,
  scopeEnd,
  syntaxErrors,
  placeholder,
  trailingSpace,
  blank,
];
