import type { PostprocessContext } from './filter';

/** The text that a filter left, unless that breaks the grammar in more places than the one it was given. */
export function unlessWorse(text: string, left: string, { syntax }: PostprocessContext): string {
  if (left === text) return text;
  const [before, after] = [syntax?.errors(text), syntax?.errors(left)];
  return before !== undefined && after !== undefined && after > before ? text : left;
}
