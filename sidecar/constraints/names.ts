import { COMMON_WORDS, DECLARING_WORDS } from '../../language-tokenizers/syntax/commonWords';
import type { ConstraintContext, ConstraintState } from './constraint';
import { Lexer, type LexerState } from './lexer';

/** What all states of one answer share. */
interface Known {
  readonly lexer: Lexer;
  /** Sorted by code unit; as bytes, one in each unit. */
  readonly words: readonly string[];
  /** A word goes on behind the answer. */
  readonly wordAfter: boolean;
}

const WORD_BYTE = /[\w$\x80-\xff]/;
const LETTERS = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/**
 * Names in the answer's code are names that stand around the cursor, words that languages come with, or names that
 * the answer itself declares ("let total", "def read"). It knows no types: `a.b` is allowed wherever `b` is a name.
 */
export class Names implements ConstraintState {
  private constructor(
    private readonly known: Known,
    private readonly at: LexerState,
    /** The word that the text ends in, "" when it ends in none, and the word before that. */
    private readonly word: string,
    private readonly before: string,
    private readonly declared: readonly string[],
  ) {}

  static at({ prefix, suffix, languageId }: Omit<ConstraintContext, 'path'>): Names {
    const lexer = new Lexer(languageId);
    const written = bytesOf(prefix);
    let at = lexer.start;
    for (let i = 0; i < written.length; i++) at = lexer.step(at, written.charCodeAt(i));
    const open = /[\w$\x80-\xff]*$/.exec(written)?.[0] ?? '';
    const texts = [prefix.slice(0, prefix.length - characters(open)), suffix];
    const words = new Set(COMMON_WORDS.concat(DECLARING_WORDS));
    for (const text of texts) for (const [word] of text.matchAll(LETTERS)) words.add(bytesOf(word));
    const before = /([\w$\x80-\xff]+)[^\w$\x80-\xff]*$/.exec(written.slice(0, written.length - open.length));
    const wordAfter = WORD_BYTE.test(bytesOf(suffix.slice(0, 1)));
    const known: Known = { lexer, words: [...words].sort(), wordAfter };
    return new Names(known, at, at.region === undefined ? open : '', before?.[1] ?? '', []);
  }

  get mayEnd(): boolean {
    return this.known.wordAfter || this.isComplete();
  }

  after(bytes: Uint8Array): Names | undefined {
    return bytes.reduce<Names | undefined>((state, byte) => state?.next(byte), this);
  }

  private next(byte: number): Names | undefined {
    const { known, word, before, declared } = this;
    const at = known.lexer.step(this.at, byte);
    const unit = String.fromCharCode(byte);
    if (at.region === undefined && WORD_BYTE.test(unit)) {
      const longer = new Names(known, at, word + unit, before, declared);
      return longer.mayBegin() ? longer : undefined;
    }
    if (word === '') return new Names(known, at, '', before, declared);
    // A quote behind letters: the prefix of a string, r"…".
    if (!this.isComplete() && at.region?.kind !== 'string') return undefined;
    return new Names(known, at, '', word, this.isDeclared() ? [...declared, word] : declared);
  }

  private isDeclared(): boolean {
    return DECLARING_WORDS.includes(this.before);
  }

  private isFree(): boolean {
    return this.word === '' || /^\d/.test(this.word) || this.isDeclared();
  }

  private isComplete(): boolean {
    const { known, word, declared } = this;
    return this.isFree() || known.words[firstFrom(known.words, word)] === word || declared.includes(word);
  }

  /** Whether a known word begins with the one being written. */
  private mayBegin(): boolean {
    const { known, word, declared } = this;
    if (this.isFree() || known.words[firstFrom(known.words, word)]?.startsWith(word)) return true;
    return declared.some((name) => name.startsWith(word));
  }
}

/** Index of the first word that is not before `word`. */
function firstFrom(words: readonly string[], word: string): number {
  let low = 0;
  for (let high = words.length; low < high;) {
    const middle = (low + high) >> 1;
    if (words[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The text's UTF-8 bytes, one in each unit. */
function bytesOf(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

/** UTF-16 units of such bytes. */
function characters(bytes: string): number {
  return new TextDecoder().decode(Uint8Array.from(bytes, (unit) => unit.charCodeAt(0))).length;
}
