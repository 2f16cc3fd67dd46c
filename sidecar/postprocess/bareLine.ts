import { lineBefore, restOfLine } from '../stops/text';
import type { PostprocessContext } from './filter';
import type { BareLine } from './syntax/fileSyntax';

/** The cursor's line with the completion, without strings and comments where the grammar tells them. */
export function bareLine(text: string, { prefix, suffix, syntax }: PostprocessContext): BareLine {
  return syntax?.bare(text) ?? { before: lineBefore(prefix), text, rest: restOfLine(suffix) };
}
