import type { TokenizedText } from '../merging/tokenizedText';
import { chosenUnits } from '../merging/unitChoice';
import { isBlank } from '../syntax/leaves';

/** An identifier where it stands, and the tokens that have some part of it. */
export interface IdentifierPlace {
  /** UTF-16 range. */
  readonly start: number;
  readonly end: number;
  /** Tokens [first, limit). */
  readonly first: number;
  readonly limit: number;
  /**
   * True where these tokens are the identifier alone, but for white space at its ends. White space in front of a word
   * belongs to it in most vocabularies.
   */
  readonly alone: boolean;
}

const kept = new WeakMap<TokenizedText, readonly IdentifierPlace[]>();

/** All identifiers of a text, in order; none without units. Asked again, it answers at once. */
export function identifierPlaces(text: TokenizedText): readonly IdentifierPlace[] {
  let places = kept.get(text);
  if (!places) {
    places = [...readPlaces(text)];
    kept.set(text, places);
  }
  return places;
}

function* readPlaces({ text, tokens, units }: TokenizedText): Generator<IdentifierPlace> {
  const chosen = chosenUnits(units, 'identifiers');
  let token = 0;
  for (let unit = 0; unit < units.length; unit++) {
    if (chosen[unit] === 0) continue;
    const start = units.starts[unit]!;
    const end = units.ends[unit]!;
    while (token < tokens.length && tokens.ends[token]! <= start) token++;
    let limit = token;
    while (limit < tokens.length && tokens.starts[limit]! < end) limit++;
    if (limit === token) continue;
    const alone =
      isBlankBetween(text, tokens.starts[token]!, start) &&
      isBlankBetween(text, end, tokens.ends[limit - 1]!);
    yield { start, end, first: token, limit, alone };
  }
}

function isBlankBetween(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isBlank(text.charCodeAt(i))) return false;
  return true;
}
