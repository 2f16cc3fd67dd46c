import type { SplitLeaf } from '../language';

/** Words stay as they are although the grammar has them as names: types that are part of the language. */
export function keepWords(words: string): SplitLeaf {
  const kept = new Set(words.trim().split(/\s+/));
  return (text) => (kept.has(text) ? [{ start: 0, end: text.length }] : undefined);
}
