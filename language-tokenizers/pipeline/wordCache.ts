import type { WordModel, WordTokens } from './wordModel';

/** Longer words are encoded each time. */
const LONGEST = 64;
/** Words that are kept; a text of a million tokens has fewer. */
const CAPACITY = 1 << 17;

/** The tokens of the words met of late. */
export class WordCache {
  private words = new Map<string, WordTokens>();
  /** Those of the time before, half forgotten. */
  private older = new Map<string, WordTokens>();

  constructor(private readonly model: WordModel) {}

  encode(word: string): WordTokens {
    if (word.length > LONGEST) return this.model.encode(word);
    const known = this.words.get(word);
    if (known) return known;
    const tokens = this.older.get(word) ?? this.model.encode(word);
    if (this.words.size >= CAPACITY / 2) {
      this.older = this.words;
      this.words = new Map();
    }
    // Not a part of the whole text, which it would keep alive.
    this.words.set(` ${word}`.slice(1), tokens);
    return tokens;
  }
}
