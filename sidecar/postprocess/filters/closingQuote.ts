import { balanceOf } from '../../stops/brackets';
import { lineBefore, restOfLine } from '../../stops/text';
import type { Filter, PostprocessContext } from '../filter';
import { unlessWorse } from '../noWorse';
import type { FileSyntax } from '../syntax/fileSyntax';

/** The cursor stands in a string whose closing quote follows: the completion does not close it again. */
export const closingQuote: Filter = {
  name: 'closing-quote',
  apply(text, context) {
    const left = context.syntax && byTree(text, context.suffix, context.syntax);
    return unlessWorse(text, left ?? byText(text, context), context);
  },
};

/** A closing quote: `"""`, or Rust's `"##`. */
const QUOTE = /^(?:["'`]{1,3}|"#+)$/;

/** Undefined where the tree does not say that the cursor is at the end of a string. */
function byTree(text: string, suffix: string, syntax: FileSyntax): string | undefined {
  const literal = syntax.literal('');
  if (!literal) return undefined;
  const quote = suffix.slice(0, literal.end);
  if (!QUOTE.test(quote)) return undefined;
  const own = syntax.literal(text);
  if (own?.start !== literal.start) return undefined;
  return own.end <= text.length ? text.slice(0, Math.max(0, own.end - quote.length)) : text;
}

function byText(text: string, { prefix, suffix }: PostprocessContext): string {
  const before = lineBefore(prefix);
  const { quote } = balanceOf(before);
  if (quote === '' || !restOfLine(suffix).startsWith(quote)) return text;
  if (balanceOf(before + text).quote === quote) return text;
  for (let end = 0; end < text.length; end++) {
    // A quote that is doubled stands for itself.
    if (text.startsWith(quote + quote, end)) end++;
    else if (balanceOf(before + text.slice(0, end + 1)).quote !== quote) return text.slice(0, end);
  }
  return text;
}
