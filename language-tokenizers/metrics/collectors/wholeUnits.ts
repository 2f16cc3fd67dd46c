import type { Tokenizer } from '../../bpe/tokenizer';
import type { TokenizedText } from '../../merging/tokenizedText';
import { UNIT_KINDS, type UnitKind } from '../../syntax/unit';
import type { Collector } from '../sample';
import { vocabularyEntries } from '../vocabulary/entries';

/** Kinds whose units are words of the language, or names and values written in it. */
const WORDS: ReadonlySet<UnitKind> = new Set([
  'keyword',
  'operator',
  'identifier',
  'type',
  'string',
  'number',
]);

const IS_WORD = UNIT_KINDS.map((kind) => WORDS.has(kind));
const SPACE = UNIT_KINDS.indexOf('space');

/** Which texts of a vocabulary's tokens, without the blank in front, are units of the sample. */
export class WholeUnits implements Collector {
  /** Texts of tokens, and by each the place of its marks. */
  private readonly places = new Map<string, number>();
  /** 1 for a text that is a unit, and for one that is a word of the language. */
  private readonly units: Uint8Array;
  private readonly words: Uint8Array;
  private longest = 0;

  constructor(tokenizer: Tokenizer) {
    for (const { text, special } of vocabularyEntries(tokenizer)) {
      if (text === undefined || special) continue;
      const bare = withoutBlank(text);
      this.longest = Math.max(this.longest, bare.length);
      if (bare !== '' && !this.places.has(bare)) this.places.set(bare, this.places.size);
    }
    this.units = new Uint8Array(this.places.size);
    this.words = new Uint8Array(this.places.size);
  }

  add({ text, units }: TokenizedText): void {
    for (let i = 0; i < units.length; i++) {
      const start = units.starts[i]!;
      const end = units.ends[i]!;
      const kind = units.kinds[i]!;
      if (kind === SPACE || end - start > this.longest) continue;
      const place = this.places.get(text.slice(start, end));
      if (place === undefined) continue;
      this.units[place] = 1;
      if (IS_WORD[kind]) this.words[place] = 1;
    }
  }

  isUnit(bare: string): boolean {
    return this.isMarked(this.units, bare);
  }

  isWord(bare: string): boolean {
    return this.isMarked(this.words, bare);
  }

  private isMarked(marks: Uint8Array, bare: string): boolean {
    const place = this.places.get(bare);
    return place !== undefined && marks[place] === 1;
  }
}

export const wholeUnits = (tokenizer: Tokenizer): WholeUnits => new WholeUnits(tokenizer);

/** A token's text without the blank that vocabularies put in front of words. */
export function withoutBlank(text: string): string {
  return text.startsWith(' ') ? text.slice(1) : text;
}
