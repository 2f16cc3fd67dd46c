import type { TokenizedText } from '../../merging/tokenizedText';
import { UNIT_KINDS } from '../../syntax/unit';
import { SPACE } from '../../syntax/unitRun';
import { unitTypeName } from '../../syntax/unitTypes';
import type { TextRange } from './tokensIn';

const COMMENT = UNIT_KINDS.indexOf('comment');
const LICENCE = /SPDX-License-Identifier|copyright|\blicen[cs]ed?\b|©|\(c\)\s*\d{4}|all rights reserved/i;
/** What may stand before a file's first comment. */
const OPENING = new Set(['php_tag']);

/**
 * The licence header of a file: of the comments that it begins with, the first block that speaks of a licence or of
 * copyright. A blank line parts blocks. Undefined where there is none, or no units to tell.
 */
export function licenceHeader({ text, units }: TokenizedText): TextRange | undefined {
  let block: { start: number; end: number } | undefined;
  for (let i = 0; i < units.length; i++) {
    const [start, end] = [units.starts[i]!, units.ends[i]!];
    if (units.kinds[i] === SPACE || OPENING.has(unitTypeName(units.types[i]!))) continue;
    const isComment = units.kinds[i] === COMMENT;
    if (block && isComment && !hasBlankLine(text, block.end, start)) {
      block.end = end;
      continue;
    }
    if (block && LICENCE.test(text.slice(block.start, block.end))) return block;
    if (!isComment) return undefined;
    block = { start, end };
  }
  return block && LICENCE.test(text.slice(block.start, block.end)) ? block : undefined;
}

/** A comment that ends with its line holds that line's end, so that one more is a blank line. */
function hasBlankLine(text: string, from: number, to: number): boolean {
  let ends = text[from - 1] === '\n' ? 1 : 0;
  for (let at = from; at < to; at++) if (text[at] === '\n') ends++;
  return ends > 1;
}
