import { markerSpellings } from '../fim/markers';

/** What control tokens look like, whichever vocabulary they are of: <|name|>, <name>, <｜name｜>, [NAME]. */
const SPECIAL = /<[|｜/[]?[^\s<>]{1,40}[|｜\]]?>|\[\/?[A-Z_]{2,}\]/;

/** True for text in which a tokenizer might find a control token. */
export function looksSpecial(text: string): boolean {
  return SPECIAL.test(text) || markerSpellings().some((spelling) => text.includes(spelling));
}

let pattern: RegExp | undefined;

/**
 * Text in which no marker of a known family is left: a space stands before the last character of each. Servers that
 * take a prompt as one text read control tokens wherever they are spelled, and have no way to say that a piece is
 * plain. Control tokens of other models are not known, and stay.
 */
export function defused(text: string): string {
  const escaped = markerSpellings().map((spelling) => spelling.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  pattern ??= new RegExp(`${escaped.join('|')}|<[|｜][^\\s<>|｜]{1,40}[|｜]>`, 'g');
  return text.replace(pattern, (marker) => `${marker.slice(0, -1)} ${marker.slice(-1)}`);
}
