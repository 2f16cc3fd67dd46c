import { classAt, LETTER, LOWER, NUMBER, UPPER, widthAt } from './characterClasses';
import { writeUnits } from './codeUnits';

/** UTF-16 range [start, end) of a word in its identifier. */
export interface WordSpan {
  readonly start: number;
  readonly end: number;
}

export interface WordOptions {
  /**
   * Whether digits belong to the word before them, as people write `utf8_decode` and `utf8Decode` (the default), or
   * are words of their own, as tokenizers have them.
   */
  readonly digits?: 'joined' | 'apart';
}

type CharacterKind = 'upper' | 'lower' | 'caseless' | 'digit' | 'joiner' | 'separator';

/**
 * The words of an identifier in camelCase, PascalCase, snake_case, kebab-case or any mixture, in any script: of
 * `HTTPServer_v2` they are `HTTP`, `Server` and `v2`. What is neither letter, mark nor number separates words and
 * belongs to none. A plural's s stays with its acronym: `URLs`. Letters of a script without case are words apart from
 * those of a script with one.
 */
export function identifierWords(name: string, options: WordOptions = {}): string[] {
  return wordSpans(name, options).map(({ start, end }) => name.slice(start, end));
}

/** Where the words of {@link identifierWords} are. */
export function wordSpans(name: string, { digits = 'joined' }: WordOptions = {}): WordSpan[] {
  const units = unitsOf(name);
  const limit = name.length;
  const spans: WordSpan[] = [];
  let start = -1;
  let before: CharacterKind = 'separator';
  for (let at = 0; at < limit; at += widthAt(units, at, limit)) {
    const kind = kindAt(units, at, limit);
    if (kind === 'joiner') continue;
    if (start >= 0 && (kind === 'separator' || isBorder(before, kind, units, at, limit, digits))) {
      spans.push({ start, end: at });
      start = -1;
    }
    if (start < 0 && kind !== 'separator') start = at;
    before = kind;
  }
  if (start >= 0) spans.push({ start, end: limit });
  return spans;
}

/**
 * Exclusive ends of the parts that an identifier's words cut it into: they tile it, with separators at the beginning
 * of the part whose word follows them, and at the end of the last part.
 */
export function identifierParts(name: string, options: WordOptions = {}): number[] {
  const spans = wordSpans(name, options);
  const ends = spans.map(({ end }) => end);
  if (name.length > 0) ends[Math.max(0, ends.length - 1)] = name.length;
  return ends;
}

/** Whether a word ends between two characters that are no separators, the second at units[at]. */
function isBorder(
  before: CharacterKind,
  kind: CharacterKind,
  units: Uint16Array,
  at: number,
  limit: number,
  digits: 'joined' | 'apart',
): boolean {
  if (digits === 'apart' && (before === 'digit') !== (kind === 'digit')) return true;
  if (kind === 'digit') return false;
  if (kind === 'upper') {
    // The last capital before small letters begins their word: HTTP, Server.
    if (before === 'upper') return kindAfter(units, at, limit) === 'lower' && !isPlural(units, at, limit);
    return true;
  }
  if (kind === 'caseless') return before !== 'caseless' && before !== 'digit';
  return before === 'caseless';
}

/** True where units[at] is an acronym's last capital, and an s and no more follows: URLs. */
function isPlural(units: Uint16Array, at: number, limit: number): boolean {
  const next = at + widthAt(units, at, limit);
  return units[next] === 0x73 && kindAfter(units, next, limit) !== 'lower';
}

function kindAfter(units: Uint16Array, at: number, limit: number): CharacterKind {
  let next = at + widthAt(units, at, limit);
  while (next < limit && kindAt(units, next, limit) === 'joiner') next += widthAt(units, next, limit);
  return next < limit ? kindAt(units, next, limit) : 'separator';
}

function kindAt(units: Uint16Array, at: number, limit: number): CharacterKind {
  const found = classAt(units, at, limit);
  if (found & NUMBER) return 'digit';
  if (!(found & LETTER)) {
    // Marks, and what joins or parts letters within a word of Indic scripts and Persian.
    if (found & UPPER || units[at] === 0x200c || units[at] === 0x200d) return 'joiner';
    return 'separator';
  }
  if ((found & UPPER) === 0) return 'lower';
  return (found & LOWER) === 0 ? 'upper' : 'caseless';
}

let kept = new Uint16Array(256);

function unitsOf(name: string): Uint16Array {
  if (kept.length < name.length) kept = new Uint16Array(2 * name.length);
  writeUnits(name, kept);
  return kept;
}
