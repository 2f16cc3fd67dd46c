import { identifierWords, wordSpans } from '../../text/identifierWords';

/** Ways to write an identifier's words in one. */
export const CONVENTIONS = ['camel', 'pascal', 'snake', 'kebab'] as const;
export type Convention = (typeof CONVENTIONS)[number];

/** Languages in which a hyphen may stand in a name. */
const HYPHENS = new Set(['css', 'html', 'vue', 'yaml', 'toml']);

const WRITE: Readonly<Record<Convention, (words: readonly string[]) => string>> = {
  camel: (words) => words[0]! + words.slice(1).map(capital).join(''),
  pascal: (words) => words.map(capital).join(''),
  snake: (words) => words.join('_'),
  kebab: (words) => words.join('-'),
};

/**
 * The same words in other conventions that are legal in the language, by convention; the identifier's own spelling
 * and repetitions are left out. What stands before the first word and after the last (`__`, `$`) stays. None for
 * names whose words are parted by anything but `_` and `-`.
 */
export function otherSpellings(name: string, language: string): ReadonlyMap<Convention, string> {
  const spellings = new Map<Convention, string>();
  const spans = wordSpans(name);
  if (spans.length === 0) return spellings;
  const [prefix, suffix] = [name.slice(0, spans[0]!.start), name.slice(spans.at(-1)!.end)];
  const middle = name.slice(prefix.length, name.length - suffix.length);
  if (!/^(?:[\p{L}\p{M}\p{N}_-]|\u200c|\u200d)*$/u.test(middle)) return spellings;
  const words = identifierWords(name).map((word) => word.toLowerCase());
  const seen = new Set([name]);
  for (const convention of CONVENTIONS) {
    if (convention === 'kebab' && !HYPHENS.has(language)) continue;
    // Words of digits that meet without anything between them would be one.
    const spelling = prefix + WRITE[convention](words) + suffix;
    if (seen.has(spelling) || !sameWords(spelling, words)) continue;
    seen.add(spelling);
    spellings.set(convention, spelling);
  }
  return spellings;
}

/** Whether a spelling still reads as these words: `v1_2` in camelCase does not. */
function sameWords(spelling: string, words: readonly string[]): boolean {
  const read = identifierWords(spelling);
  return read.length === words.length && read.every((word, i) => word.toLowerCase() === words[i]);
}

function capital(word: string): string {
  const first = String.fromCodePoint(word.codePointAt(0)!);
  return first.toUpperCase() + word.slice(first.length);
}
