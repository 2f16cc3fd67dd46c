import { CodePointSet, codePointRange } from '../../text/codePointSet';
import { readClass, readEscape } from './characterClass';
import { PatternSource } from './source';

/*
 * Split patterns are written for Oniguruma. Here they become JavaScript's, with every class of characters spelt out
 * from our own tables: the host's follow another version of Unicode, and \s is another set.
 */

const ANY = '[^]';
const AT_START = `(?<!${ANY})`;
const AT_END = `(?!${ANY})`;
/** What `.` is not. */
const LINE_FEED = CodePointSet.of(codePointRange(10));
/** Without regard for case these ASCII letters have a third form. */
const THIRD_FORMS: Readonly<Record<string, number>> = { s: 0x17f, k: 0x212a };
/** ASCII letters in a row that without regard for case are one code point, as ﬆ is st. */
const LIGATURES = /ss|st|ff|fi|fl/i;

/** An expression as JavaScript has it, flags "gu". Throws an UnsupportedPattern for what is not translated. */
export function translatePattern(pattern: string): RegExp {
  return new RegExp(translate(pattern, spellOut), 'gu');
}

/** An expression's text; `spell` says what stands for one of a set of code points. Throws an UnsupportedPattern. */
export function translate(pattern: string, spell: (set: CodePointSet) => string): string {
  const source = new PatternSource(pattern);
  const translated = new Translator(source, spell).alternatives(false);
  if (!source.atEnd) throw source.unsupported(')');
  return translated;
}

class Translator {
  private atomics = 0;

  constructor(
    private readonly source: PatternSource,
    private readonly spell: (set: CodePointSet) => string,
  ) {}

  /** Up to a closing parenthesis, not read, or the end. */
  alternatives(anyCase: boolean): string {
    const parts = [this.sequence(anyCase)];
    while (this.source.take('|')) parts.push(this.sequence(anyCase));
    return parts.join('|');
  }

  private sequence(anyCase: boolean): string {
    const { source } = this;
    let translated = '';
    /** Letters that were read one after another, to find ligatures. */
    let letters = '';
    while (!source.atEnd && source.peek !== '|' && source.peek !== ')') {
      letters = /[A-Za-z]/.test(source.peek) ? letters + source.peek : '';
      if (anyCase && LIGATURES.test(letters)) throw source.unsupported(`(?i:…${letters})`);
      translated += this.quantified(this.atom(anyCase));
    }
    return translated;
  }

  private atom(anyCase: boolean): string {
    const { source } = this;
    const char = source.next();
    switch (char) {
      case '(':
        return this.group(anyCase);
      case '[': {
        const set = readClass(source);
        return this.spell(anyCase ? withBothCases(source, set) : set);
      }
      case '.':
        return this.spell(LINE_FEED.complement());
      case '^':
        return `(?:${AT_START}|(?<=${this.spell(LINE_FEED)}))`;
      case '$':
        return `(?:${AT_END}|(?=${this.spell(LINE_FEED)}))`;
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
        throw source.unsupported(char);
      default: {
        const set = CodePointSet.ofText(char);
        return this.spell(anyCase ? withBothCases(source, set) : set);
      }
    }
  }

  private escape(): string {
    const { source } = this;
    if (source.take('A')) return AT_START;
    if (source.take('z')) return AT_END;
    if (source.take('Z')) return `(?=${this.spell(LINE_FEED)}?${AT_END})`;
    if (source.peek === 'b') throw source.unsupported('\\b');
    return this.spell(readEscape(source));
  }

  private group(anyCase: boolean): string {
    const { source } = this;
    if (!source.take('?')) return this.closed('(?:', anyCase);
    for (const kind of ['=', '!', '<=', '<!', ':']) {
      if (source.take(kind)) return this.closed(`(?${kind}`, anyCase);
    }
    if (source.take('>')) return this.atomic(this.closed('(?:', anyCase));
    if (source.take('i:')) return this.closed('(?:', true);
    if (source.take('-i:')) return this.closed('(?:', false);
    throw source.unsupported(`(?${source.peek}`);
  }

  private closed(open: string, anyCase: boolean): string {
    const inner = this.alternatives(anyCase);
    if (!this.source.take(')')) throw this.source.unsupported('(');
    return `${open}${inner})`;
  }

  private quantified(atom: string): string {
    const { source } = this;
    let translated = atom;
    for (;;) {
      const quantifier = this.quantifier();
      if (quantifier === '') return translated;
      translated += quantifier;
      if (source.take('?')) translated += '?';
      // Only behind these is + possessive; behind {1,3} it is one more quantifier.
      else if (!quantifier.startsWith('{') && source.take('+')) translated = this.atomic(translated);
      translated = `(?:${translated})`;
    }
  }

  /** '' where none comes next. */
  private quantifier(): string {
    const { source } = this;
    if (/^[*+?]$/.test(source.peek)) return source.next();
    if (!source.take('{')) return '';
    const counts = source.until('}');
    const [, least = '', comma, most = ''] = /^(\d*)(,?)(\d*)$/.exec(counts) ?? [];
    if (least + most === '' || (!comma && most)) throw source.unsupported(`{${counts}}`);
    return `{${least || '0'}${comma ?? ''}${most}}`;
  }

  /** What never gives back what it took: a look-ahead keeps its first match, which is then taken. */
  private atomic(translated: string): string {
    const name = `atomic${this.atomics++}`;
    return `(?=(?<${name}>${translated}))\\k<${name}>`;
  }
}

function withBothCases(source: PatternSource, set: CodePointSet): CodePointSet {
  const more: number[] = [];
  for (const [start, end] of set.ranges) {
    if (end > 0x80) throw source.unsupported('(?i:…) of what is not ASCII');
    for (let codePoint = start; codePoint < end; codePoint++) {
      const char = String.fromCharCode(codePoint);
      more.push(char.toLowerCase().charCodeAt(0), char.toUpperCase().charCodeAt(0));
      const third = THIRD_FORMS[char.toLowerCase()];
      if (third !== undefined) more.push(third);
    }
  }
  return set.union(CodePointSet.of(...more.map(codePointRange)));
}

/** A set as a class of JavaScript's. */
function spellOut(set: CodePointSet): string {
  if (set.ranges.length === 0) return '[]';
  return `[${set.ranges.map(([start, end]) => (end === start + 1 ? point(start) : `${point(start)}-${point(end - 1)}`)).join('')}]`;
}

function point(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}
