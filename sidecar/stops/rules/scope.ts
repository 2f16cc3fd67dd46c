import { blockEnd } from '../dedent';
import { linesOf, type Line } from '../lines';
import type { Finding, StopRuleFactory } from '../rule';
import { indentOf, lineBefore, linesBelow } from '../text';

/**
 * Block mode: the completion ends with the block it is in, told by indentation.
 *
 * The block is the body that the cursor's line opens, where it opens one (the lines after it are deeper), or
 * the lines around the cursor. At the outermost level, it is the one definition that is being written.
 */
export const scope: StopRuleFactory = {
  name: 'scope',
  create({ mode, prefix, suffix, languageId }) {
    if (mode !== 'block') return undefined;
    const before = lineBefore(prefix);
    const below = linesBelow(suffix, 1)[0];
    return (text) => {
      const lines = linesOf(text, before).filter((line) => line.text.trim() !== '');
      const [first, ...others] = isDone(lines, before, text) ? lines.slice(1) : lines;
      if (!first) return undefined;
      const base = indentOf(first.text);
      const ownBody = (base === 0 || (first.start === 0 && before.trim() !== '')) && isDeeper(others, base);
      return firstOutside(others, first, { base, ownBody, below, languageId });
    };
  },
};

/** True when nothing is added to the cursor's line and no body follows: the block is that of the next line. */
function isDone(lines: readonly Line[], before: string, text: string): boolean {
  return before.trim() !== '' && /^[^\S\n]*\n/.test(text) && !isDeeper(lines.slice(1), indentOf(before));
}

/** True when the next of `lines` is deeper: a lone brace does not count. */
function isDeeper(lines: readonly Line[], base: number): boolean {
  const next = lines.find((line) => line.text.trim() !== '{');
  return next !== undefined && indentOf(next.text) > base;
}

interface Block {
  /** Columns of the block's outer edge: of the line that opens it, or of its own lines. */
  readonly base: number;
  /** True when the block is a body that lies deeper than `base`. */
  readonly ownBody: boolean;
  readonly below: string | undefined;
  readonly languageId: string;
}

function firstOutside(lines: readonly Line[], first: Line, block: Block): Finding | undefined {
  let keep = first.end;
  let deeper = false;
  for (const line of lines) {
    const indent = indentOf(line.text);
    const outside = indent < block.base || (block.ownBody && deeper && indent === block.base);
    deeper ||= indent > block.base;
    if (!outside) {
      keep = line.end;
      continue;
    }
    const sameLevel = indent === block.base;
    const verdict = blockEnd(line, { sameLevel, below: block.below, languageId: block.languageId });
    if (verdict === 'wait') return undefined;
    if (verdict === 'inside') keep = line.end;
    else if (verdict !== 'ignore')
      return { stop: 'scope', keep: verdict.included ? line.end : keep, at: verdict.at };
  }
  return undefined;
}
