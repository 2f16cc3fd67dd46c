import type { Tokenizer } from '../../bpe/tokenizer';
import type { TokenizedText } from '../../merging/tokenizedText';
import { chosenUnits } from '../../merging/unitChoice';
import { UNIT_KINDS } from '../../syntax/unit';
import { codePointStart } from '../../text/codePoints';
import { identifierPlaces } from '../identifiers';
import { inContext } from './countInContext';
import { type Convention, otherSpellings } from './spellings';
import type { TextRange } from './tokensIn';

/** Distinct names that are kept; where there are more, the half that costs least is let go. */
const MAX_NAMES = 100_000;
/** Characters before a name that are told apart. */
const MAX_CONTEXTS = 8;
const MAX_KEYWORDS = 1_000;
/** Longer ones are no words. */
const MAX_KEYWORD = 32;

const KEYWORD = UNIT_KINDS.indexOf('keyword');
const TYPE = UNIT_KINDS.indexOf('type');

/** What an identifier costs, all its occurrences together. */
export interface HotIdentifier {
  readonly text: string;
  /** Id of the syntax language. */
  readonly language: string;
  readonly occurrences: number;
  /** Tokens that have some part of it, over all occurrences. */
  readonly tokens: number;
  /** The character that it stands behind most often; '' for a file's start. */
  readonly before: string;
  /** Texts of its tokens there. */
  readonly split: readonly string[];
  /** Spellings of the same words that take fewer tokens there, the fewest first. This is cost, not advice. */
  readonly cheaper: readonly CheaperSpelling[];
}

export interface CheaperSpelling {
  readonly convention: Convention;
  readonly text: string;
  readonly tokens: number;
  readonly split: readonly string[];
  /** The text is a name in what was read already, so that both would be one. */
  readonly taken: boolean;
}

export interface HotIdentifiersReport {
  /** Those that cost most first. */
  readonly identifiers: readonly HotIdentifier[];
  readonly distinct: number;
  /** Names that were let go, with few tokens each; counts of rare names may then be too low. */
  readonly dropped: number;
}

interface Entry {
  readonly text: string;
  readonly language: string;
  occurrences: number;
  tokens: number;
  readonly contexts: Map<string, number>;
}

/** Adds up identifiers over texts of one tokenizer; its memory does not grow with their number. */
export class HotIdentifiers {
  private readonly entries = new Map<string, Entry>();
  private readonly keywords = new Map<string, Set<string>>();
  private dropped = 0;

  constructor(
    private readonly tokenizer: Tokenizer,
    private readonly maxNames = MAX_NAMES,
  ) {}

  add(text: TokenizedText, range?: TextRange): void {
    const { language } = text;
    if (language === undefined) return;
    this.addKeywords(text, language);
    for (const { start, end, first, limit } of identifierPlaces(text)) {
      if (range && (start < range.start || end > range.end)) continue;
      const entry = this.entryOf(text.text.slice(start, end), language);
      entry.occurrences++;
      entry.tokens += limit - first;
      const before = text.text.slice(codePointStart(text.text, Math.max(0, start - 1)), start);
      const known = entry.contexts.get(before);
      if (known !== undefined || entry.contexts.size < MAX_CONTEXTS)
        entry.contexts.set(before, (known ?? 0) + 1);
    }
  }

  /** The `top` names that cost most. */
  report(top: number): HotIdentifiersReport {
    const hottest = this.byCost().slice(0, top);
    return {
      identifiers: hottest.map((entry) => this.described(entry)),
      distinct: this.entries.size,
      dropped: this.dropped,
    };
  }

  private described({ text, language, occurrences, tokens, contexts }: Entry): HotIdentifier {
    const before = [...contexts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
    const own = inContext(this.tokenizer, before, text);
    const cheaper: CheaperSpelling[] = [];
    for (const [convention, spelling] of otherSpellings(text, language)) {
      if (this.keywords.get(language)?.has(spelling)) continue;
      const counted = inContext(this.tokenizer, before, spelling);
      if (counted.tokens >= own.tokens) continue;
      cheaper.push({
        convention,
        text: spelling,
        ...counted,
        taken: this.entries.has(keyOf(spelling, language)),
      });
    }
    cheaper.sort((a, b) => a.tokens - b.tokens);
    return { text, language, occurrences, tokens, before, split: own.split, cheaper };
  }

  private entryOf(text: string, language: string): Entry {
    const key = keyOf(text, language);
    let entry = this.entries.get(key);
    if (!entry) {
      if (this.entries.size >= this.maxNames) this.letGo();
      // A slice of the file's text would keep all of it in memory; the key is a text of its own.
      const own = key.slice(-text.length);
      this.entries.set(
        key,
        (entry = { text: own, language, occurrences: 0, tokens: 0, contexts: new Map() }),
      );
    }
    return entry;
  }

  private letGo(): void {
    const least = this.byCost().slice(this.maxNames >> 1);
    for (const { text, language } of least) this.entries.delete(keyOf(text, language));
    this.dropped += least.length;
  }

  private byCost(): Entry[] {
    const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
    return [...this.entries.values()].sort((a, b) => b.tokens - a.tokens || order(a.text, b.text));
  }

  /** Words of the language, as far as texts show them: no name may be spelt so. */
  private addKeywords({ text, units }: TokenizedText, language: string): void {
    let words = this.keywords.get(language);
    if (!words) this.keywords.set(language, (words = new Set()));
    const names = chosenUnits(units, 'identifiers');
    for (let i = 0; i < units.length && words.size < MAX_KEYWORDS; i++) {
      if (units.kinds[i] !== KEYWORD && (units.kinds[i] !== TYPE || names[i] === 1)) continue;
      const word = text.slice(units.starts[i], units.ends[i]);
      if (word.length <= MAX_KEYWORD) words.add(word);
    }
  }
}

function keyOf(text: string, language: string): string {
  return `${language} ${text}`;
}
