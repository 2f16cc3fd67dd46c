import { regionsOf, type Region } from './lexerSyntax';

/** Where a text stands, as far as strings and comments go. Never changes. */
export interface LexerState {
  /** The string or comment that the text stands in; undefined in code. */
  readonly region: Region | undefined;
  /** The last bytes since the region, or the code, began; and of an empty string its quotes. */
  readonly recent: string;
  /** The next byte has no meaning: a backslash stands before it. */
  readonly escaped: boolean;
  /** The last byte was code, and no part of a string's or comment's opening or closing. */
  readonly isCode: boolean;
}

/** Bytes that an opening or a closing can have, and one before them. */
const MOST_RECENT = 6;
const WORD = /[\w\x80-\xff]/;
const CODE: LexerState = { region: undefined, recent: '', escaped: false, isCode: false };
/** Behind a string: neither a word nor white space stands before what comes. */
const ENDED: LexerState = { ...CODE, recent: '.' };

/**
 * Tells code from strings and comments, byte by byte, with a few facts for each language: a guess that is right for
 * nearly all code, and cheap. A regular expression literal counts as code.
 */
export class Lexer {
  readonly #regions: readonly Region[];
  readonly start = CODE;

  constructor(languageId: string) {
    this.#regions = regionsOf(languageId);
  }

  /** The state after a byte. */
  step(state: LexerState, byte: number): LexerState {
    const unit = String.fromCharCode(byte);
    if (state.region === undefined) return this.#inCode(state.recent, unit);
    return this.#inRegion(state, state.region, unit);
  }

  #inCode(recent: string, unit: string): LexerState {
    const seen = recent + unit;
    for (const region of this.#regions) {
      if (seen.endsWith(region.open) && fits(region, seen.at(-region.open.length - 1) ?? '')) {
        return within(region, '');
      }
    }
    return { region: undefined, recent: seen.slice(-MOST_RECENT), escaped: false, isCode: true };
  }

  #inRegion({ recent, escaped }: LexerState, region: Region, unit: string): LexerState {
    const seen = recent + unit;
    if (unit === '\n' && !region.lines && !escaped) return this.#inCode('', unit);
    if (escaped) return within(region, ' ');
    if (region.escapes && unit === '\\') return { ...within(region, ' '), escaped: true };
    if (seen.endsWith(region.close)) {
      // An empty string may be the beginning of a longer quote: "" of """.
      return recent === '' && region.kind === 'string' ? { ...CODE, recent: region.open + unit } : ENDED;
    }
    if (region.short && recent !== '') return this.#inCode('', unit);
    const longer = this.#regions.find(
      ({ open }) => open.length > region.open.length && open === region.open + seen,
    );
    if (longer !== undefined) return within(longer, '');
    return within(region, seen.slice(-MOST_RECENT));
  }
}

function within(region: Region, recent: string): LexerState {
  return { region, recent, escaped: false, isCode: false };
}

function fits({ behind }: Region, before: string): boolean {
  if (behind === 'any') return true;
  return behind === 'noWord' ? !WORD.test(before) : before === '' || /\s/.test(before);
}
