/** Which names of code exist nowhere that we know of. Pure. */
import { COMMON_WORDS, DECLARING_WORDS } from '../../language-tokenizers/syntax/commonWords';
import type { TextRange } from '../statistics/followedRange';
import type { CodeName } from '../tokens/service/messages';
import { BUILT_INS } from './builtIns';

/** A name that nothing in the file says, and every place of it in the code. */
export interface UnknownName {
  readonly text: string;
  readonly places: readonly TextRange[];
}

const COMMON = new Set([...COMMON_WORDS, ...DECLARING_WORDS, ...BUILT_INS]);
/** Languages that read capitals and small letters as the same, by VS Code id. */
const CASELESS =
  /^(?:fortran|FortranFreeForm|FortranFixedForm|fortran-modern|fortran_fixed-form|sql|pascal)$/i;

/** How names of a language are compared. */
export function keyOf(name: string, languageId: string): string {
  // What is only a spelling of the name: `@name`, `$name`, raw identifiers.
  const bare = name.replace(/^(?:r#|[@$])(?=.)/, '');
  return CASELESS.test(languageId) ? bare.toLowerCase() : bare;
}

/**
 * The names in some ranges of a file that stand nowhere else in it, are not declared in them, and are none that
 * languages come with.
 *
 * @param names all of the file
 */
export function unknownInFile(
  names: readonly CodeName[],
  ranges: readonly TextRange[],
  languageId: string,
): UnknownName[] {
  const isInside = ({ start, end }: CodeName): boolean =>
    ranges.some((range) => start >= range.start && end <= range.end);
  const known = new Set<string>();
  const unknown = new Map<string, { text: string; places: TextRange[] }>();
  for (const name of names) {
    const key = keyOf(name.text, languageId);
    if (name.declares || !isInside(name)) known.add(key);
    else {
      const entry = unknown.get(key) ?? { text: name.text, places: [] };
      entry.places.push({ start: name.start, end: name.end });
      unknown.set(key, entry);
    }
  }
  return [...unknown].flatMap(([key, name]) =>
    known.has(key) || !isTelling(key) || COMMON.has(key) ? [] : [name],
  );
}

/** Names of one letter and dunder names of a language are made up as one goes, or come with it. */
function isTelling(name: string): boolean {
  return name.length > 1 && !/^__\w+__$|^_+$|^\d/.test(name);
}

/** Those of the names that a text says nowhere as a word. */
export function notIn(names: readonly UnknownName[], text: string, languageId: string): UnknownName[] {
  const words = new Set<string>();
  for (const [word] of text.matchAll(WORD)) words.add(keyOf(word, languageId));
  return names.filter((name) => !words.has(keyOf(name.text, languageId)));
}

const WORD = /[\p{L}_$][\p{L}\p{M}\p{N}_$]*/gu;
