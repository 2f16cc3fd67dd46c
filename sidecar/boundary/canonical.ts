import type { TokenId, Vocabulary } from '../engine/engine';
import { addsSpace, tokenizeSection } from '../fim/section';
import { bytesOf, characterLength, sameTokens, textOf, unfinishedLength } from './bytes';

/** Texts whose tokens are remembered: a typed character asks for most of them again. */
const REMEMBERED = 8192;
/** Ways to end an unfinished character that are tried. */
const ENDINGS = 8;

const SPACE = 0x20;
const DIGIT = Uint8Array.of(0x30);

/**
 * Tells the rows of tokens that the tokenizer makes ("valid" in the lemma of arXiv 2410.09303) from those it never
 * makes: a row is canonical when it is the encoding of its own bytes, enc(dec(t)) = t.
 */
export class Canonical {
  readonly #spacePrefix: boolean;
  #known = new Map<string, readonly TokenId[]>();

  constructor(private readonly vocabulary: Vocabulary) {
    this.#spacePrefix = addsSpace(vocabulary);
  }

  /** The tokens of a text that begins where a token does; undefined for bytes that are no UTF-8. */
  encode(bytes: Uint8Array): readonly TokenId[] | undefined {
    const text = textOf(bytes);
    if (text === undefined) return undefined;
    let tokens = this.#known.get(text);
    if (tokens === undefined) {
      tokens = tokenizeSection(this.vocabulary, text, this.#spacePrefix);
      if (this.#known.size >= REMEMBERED) this.#known = new Map();
      this.#known.set(text, tokens);
    }
    return tokens;
  }

  /**
   * True when the tokens are the encoding of their bytes. Tokens that end inside a character are canonical when they
   * begin the encoding of that character, ended in some way (a few are tried), and a last space is when it stays by
   * itself before a digit: where a word follows, it belongs to the word.
   */
  isCanonical(tokens: readonly TokenId[]): boolean {
    const bytes = bytesOf(tokens, this.vocabulary);
    const unfinished = unfinishedLength(bytes);
    if (unfinished === 0) {
      const own = this.encode(bytes);
      if (own === undefined || sameTokens(own, tokens)) return own !== undefined;
      return bytes.at(-1) === SPACE && bytes.at(-2) === SPACE && this.#begins(tokens, bytes, DIGIT);
    }
    const begun = bytes.subarray(bytes.length - unfinished);
    return endings(begun).some((ending) => this.#begins(tokens, bytes, ending));
  }

  /** True when the tokens begin the encoding of their bytes and those that follow. */
  #begins(tokens: readonly TokenId[], bytes: Uint8Array, following: Uint8Array): boolean {
    const own = this.encode(Buffer.concat([bytes, following]));
    return own !== undefined && sameTokens(own.slice(0, tokens.length), tokens);
  }
}

/** Bytes that end a character of which `begun` is the beginning: ENDINGS of them, far from each other. */
function endings(begun: Uint8Array): Uint8Array[] {
  const missing = characterLength(begun[0]!) - begun.length;
  return Array.from({ length: ENDINGS }, (_, at) =>
    Uint8Array.from({ length: missing }, (_, place) => {
      const spread = at * (0x40 / ENDINGS);
      // The second byte of some characters may not be just any; 0x90 to 0x9f suits most of them.
      const isSecond = begun.length === 1 && place === 0;
      return isSecond ? secondByte(begun[0]!, spread) : 0x80 + ((spread + 5 * place) % 0x40);
    }),
  );
}

/** A byte that may follow a character's first (RFC 3629, section 4). */
function secondByte(first: number, spread: number): number {
  if (first === 0xe0) return 0xa0 + (spread >> 1);
  if (first === 0xed) return 0x80 + (spread >> 1);
  if (first === 0xf0) return 0x90 + Math.floor((spread * 3) / 4);
  if (first === 0xf4) return 0x80 + (spread >> 2);
  return 0x80 + spread;
}

const kept = new WeakMap<object, Canonical>();

/** The one of a vocabulary: what it remembers serves the next request, too. */
export function canonicalOf(vocabulary: Vocabulary): Canonical {
  let canonical = kept.get(vocabulary);
  if (canonical === undefined) {
    canonical = new Canonical(vocabulary);
    kept.set(vocabulary, canonical);
  }
  return canonical;
}
