import { exactTokens } from './blankTokens';
import { ALL_PREFIXES } from './nameClass';

/** A leaf that stays as it is, in the tokens that it becomes. */
export interface Word {
  readonly tokens: readonly string[];
}

/** The different words of a text. */
export class WordTable {
  readonly words: Word[] = [];
  private readonly byText = new Map<string, number>();

  constructor(
    private readonly fold: boolean,
    private readonly splitsPrefixes: boolean,
    private readonly keepsBlanks = false,
  ) {}

  add(text: string): number {
    let word = this.byText.get(text);
    if (word === undefined) {
      word = this.words.push({ tokens: this.tokensOf(text) }) - 1;
      this.byText.set(text, word);
    }
    return word;
  }

  /** A word of layout, which is not written as its tokens are. */
  addLayout(tokens: readonly string[]): number {
    const key = `\0${tokens.join('\0')}`;
    let word = this.byText.get(key);
    if (word === undefined) this.byText.set(key, (word = this.words.push({ tokens }) - 1));
    return word;
  }

  private tokensOf(text: string): string[] {
    const folded = this.fold ? text.toLowerCase() : text;
    if (this.keepsBlanks) return exactTokens(folded);
    const isPrefixed = this.splitsPrefixes && ALL_PREFIXES.some((prefix) => folded.startsWith(`${prefix}_`));
    return (isPrefixed ? folded.replaceAll('_', ' ') : folded).split(/\s+/).filter((token) => token !== '');
  }
}
