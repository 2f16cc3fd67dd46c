import type { Normalizer } from '../normalize/normalizer';
import type { AddedTokenJson } from '../tokenizerJson/tokenizerJson';
import { UnitTrie } from './unitTrie';

/** An added token, found in a text. */
export interface AddedMatch {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** \w and \s of Rust's regex. */
const WORD = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c\u200d]/u;
const SPACES_BEFORE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;
const SPACES_AFTER = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*/y;

/**
 * Finds added tokens: of those that overlap the leftmost, of those at one place the longest. A special token that is
 * to be text is found all the same, and hides what overlaps it, as in Hugging Face's tokenizers.
 */
export class AddedTokens {
  private readonly trie = new UnitTrie();
  private readonly tokens: readonly AddedTokenJson[];

  /** The tokens that are looked for in normalized text, or those that are looked for in the original. */
  constructor(tokens: readonly AddedTokenJson[], normalizer: Normalizer | undefined) {
    this.tokens = tokens.filter((token) => token.normalized === (normalizer !== undefined));
    this.tokens.forEach(({ content }, index) => {
      const sought = normalizer ? normalizer.normalize(content).text : content;
      if (sought !== '') this.trie.set(sought, index);
    });
  }

  /** The matches, from left to right. Special tokens are among them if `special`. */
  find(text: string, special: boolean): AddedMatch[] {
    const matches: AddedMatch[] = [];
    if (this.tokens.length === 0) return matches;
    for (let start = 0, free = 0; start < text.length;) {
      const end = this.trie.longest(text, start);
      if (end === start) {
        start++;
        continue;
      }
      const token = this.tokens[this.trie.get(text.slice(start, end))]!;
      if ((special || !token.special) && !(token.single_word && touchesWord(text, start, end))) {
        const match = withSpaces(text, token, start, end, free);
        matches.push(match);
        free = match.end;
      }
      start = end;
    }
    return matches;
  }
}

function touchesWord(text: string, start: number, end: number): boolean {
  const before = Array.from(text.slice(Math.max(0, start - 2), start)).at(-1) ?? '';
  return WORD.test(before) || WORD.test(text.slice(end, end + 2));
}

/** A match with the white space that its token takes; before `free` is that of the match before. */
function withSpaces(
  text: string,
  token: AddedTokenJson,
  start: number,
  end: number,
  free: number,
): AddedMatch {
  let [from, to] = [start, end];
  if (token.lstrip) from = Math.max(free, SPACES_BEFORE.exec(text.slice(free, start))!.index + free);
  if (token.rstrip) {
    SPACES_AFTER.lastIndex = end;
    to = end + SPACES_AFTER.exec(text)![0].length;
  }
  return { id: token.id, start: from, end: to };
}
