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
  ) {}

  add(text: string): number {
    let word = this.byText.get(text);
    if (word === undefined) {
      word = this.words.push({ tokens: this.tokensOf(text) }) - 1;
      this.byText.set(text, word);
    }
    return word;
  }

  private tokensOf(text: string): string[] {
    const folded = this.fold ? text.toLowerCase() : text;
    const isPrefixed = this.splitsPrefixes && ALL_PREFIXES.some((prefix) => folded.startsWith(`${prefix}_`));
    return (isPrefixed ? folded.replaceAll('_', ' ') : folded).split(/\s+/).filter((token) => token !== '');
  }
}
