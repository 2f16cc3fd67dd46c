import type { Edit } from '../completion/shownCompletions';
import type { TextRange } from './followedRange';

/**
 * The place of an accepted text after the change that put it in; undefined where no edit of the change did.
 *
 * @param edits of that change, with offsets from before it
 * @param accepted what the text ends with: the line before it may come first; LF line ends
 */
export function placeOfInsertion(edits: readonly Edit[], accepted: string): TextRange | undefined {
  const isIt = ({ text }: Edit): boolean => text !== '' && accepted.endsWith(text.replaceAll('\r\n', '\n'));
  const edit = edits.find(isIt);
  if (edit === undefined) return undefined;
  let start = edit.rangeOffset;
  for (const { rangeOffset, rangeLength, text } of edits) {
    if (rangeOffset < edit.rangeOffset) start += text.length - rangeLength;
  }
  return { start, end: start + edit.text.length };
}
