import { utf8Length } from '../text/utf8';

/** A special token's text, found in another text. */
export interface SpecialMatch {
  readonly index: number;
  readonly id: number;
  /** UTF-16 units. */
  readonly length: number;
  /** In UTF-8. */
  readonly bytes: number;
}

/** The tokens that text makes only when asked, by their texts. */
export class SpecialTokens {
  readonly ids: ReadonlyMap<string, number>;
  /** Texts of ids. */
  readonly texts: ReadonlyMap<number, string>;
  /** Alternatives are tried in order, the longest first. */
  private readonly expression: RegExp;

  constructor(tokens: Readonly<Record<string, number>>) {
    const entries = Object.entries(tokens).filter(([text]) => text !== '');
    this.ids = new Map(entries);
    this.texts = new Map(entries.map(([text, id]) => [id, text]));
    const texts = entries.map(([text]) => text).sort((a, b) => b.length - a.length);
    this.expression = new RegExp(texts.length > 0 ? texts.map(escape).join('|') : '(?!)', 'g');
  }

  /** Where the text spells special tokens: of those that overlap the leftmost, of those at one place the longest. */
  *matches(text: string): Generator<SpecialMatch> {
    for (const { 0: found, index } of text.matchAll(this.expression)) {
      yield { index, id: this.ids.get(found)!, length: found.length, bytes: utf8Length(found) };
    }
  }
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
