import type { SyntaxText } from './text';

/** Units that the parser's buffer holds. */
const LARGEST = 5_000;
/** A parser that reads here and there, as it does after an edit, wants a few tokens at each place. */
const SMALLEST = 128;

/** A text as a parser asks for it: by pieces from an offset, each larger than the one before it in a row. */
export function parserInput(text: SyntaxText): (offset: number) => string {
  let end = -1;
  let size = SMALLEST;
  return (offset) => {
    size = offset === end ? Math.min(LARGEST, size * 4) : SMALLEST;
    end = Math.min(text.length, offset + size);
    return text.slice(offset, end);
  };
}
