import type { Pattern } from '../tokenizerJson/parts';
import { translatePattern } from '../tokenizerJson/regex/translate';
import { Unsupported } from '../tokenizerJson/unsupported';

/** What finds a pattern's matches. Throws an Unsupported for one that has no counterpart, or may match nothing. */
export function expressionOf(pattern: Pattern): RegExp {
  if ('String' in pattern) return new RegExp(quote(pattern.String), 'gu');
  const expression = translatePattern(pattern.Regex);
  if (''.search(expression) >= 0)
    throw new Unsupported(`a pattern that matches nothing at all, ${pattern.Regex}`);
  return expression;
}

/** A text as a regular expression with flag u has it. */
export function quote(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
