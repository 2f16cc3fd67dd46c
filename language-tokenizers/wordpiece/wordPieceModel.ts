import { UnitTrie } from '../pipeline/unitTrie';
import type { WordModel, WordTokens } from '../pipeline/wordModel';

const encoder = new TextEncoder();

export interface WordPieceVocabulary {
  /** Ids of tokens. */
  readonly tokens: ReadonlyMap<string, number>;
  /** The token of words that the others can't make. */
  readonly unknown: number;
  /** What tokens that go on with a word begin with, "##". */
  readonly prefix: string;
  /** Words of more code points are unknown. */
  readonly maxWordLength: number;
}

/** BERT's model: the longest token that a word begins with, then the longest that goes on with it, and so forth. */
export class WordPieceModel implements WordModel {
  readonly idLimit: number;
  private readonly first: UnitTrie;
  private readonly next: UnitTrie;
  private readonly texts = new Map<number, string>();

  constructor(private readonly vocabulary: WordPieceVocabulary) {
    const { prefix, tokens } = vocabulary;
    this.first = new UnitTrie(8 * tokens.size);
    this.next = prefix === '' ? this.first : new UnitTrie(8 * tokens.size);
    let limit = 0;
    for (const [token, id] of tokens) {
      if (token !== '') this.first.set(token, id);
      if (prefix !== '' && token.length > prefix.length && token.startsWith(prefix))
        this.next.set(token.slice(prefix.length), id);
      this.texts.set(id, token);
      limit = Math.max(limit, id + 1);
    }
    this.idLimit = limit;
  }

  encode(word: string): WordTokens {
    const { maxWordLength, unknown } = this.vocabulary;
    const isUnknown = { ids: [unknown], ends: [word.length] };
    if (word.length > 2 * maxWordLength || Array.from(word).length > maxWordLength) return isUnknown;
    const [ids, ends]: [number[], number[]] = [[], []];
    for (let start = 0; start < word.length;) {
      const trie = start === 0 ? this.first : this.next;
      const end = trie.longest(word, start);
      if (end === start) return isUnknown;
      ids.push(trie.get(word.slice(start, end)));
      ends.push(end);
      start = end;
    }
    return { ids, ends };
  }

  tokenBytes(id: number): Uint8Array | undefined {
    const token = this.texts.get(id);
    if (token === undefined) return undefined;
    const { prefix } = this.vocabulary;
    const goesOn = prefix !== '' && token.length > prefix.length && token.startsWith(prefix);
    return encoder.encode(goesOn ? token.slice(prefix.length) : token);
  }
}
