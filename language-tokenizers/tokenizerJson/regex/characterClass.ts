import { CodePointSet, codePointRange, WHITE_SPACE } from '../../text/codePointSet';
import type { PatternSource } from './source';

const CONTROLS: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, e: 27 };

/** Longer names that patterns use for categories. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  letter: 'L',
  mark: 'M',
  number: 'N',
  punctuation: 'P',
  punct: 'P',
  symbol: 'S',
  separator: 'Z',
};

/** [[:name:]] of Oniguruma, as far as categories say it. */
const BRACKETED: Readonly<Record<string, readonly string[]>> = {
  digit: ['Nd'],
  lower: ['Ll'],
  upper: ['Lu'],
  cntrl: ['Cc'],
};

/** What follows a backslash, inside or outside of a class, where it stands for one of a set of code points. */
export function readEscape(source: PatternSource): CodePointSet {
  const char = source.next();
  switch (char) {
    case 's':
      return WHITE_SPACE;
    case 'S':
      return WHITE_SPACE.complement();
    case 'd':
      return property(source, 'Nd');
    case 'D':
      return property(source, 'Nd').complement();
    case 'p':
    case 'P':
      return readProperty(source, char === 'P');
    case 'x':
      return one(
        source.take('{') ? hex(source, source.until('}')) : hex(source, source.next() + source.next()),
      );
    case 'u':
      return one(hex(source, source.next() + source.next() + source.next() + source.next()));
    default:
      if (Object.hasOwn(CONTROLS, char)) return one(CONTROLS[char]!);
      if (/[0-9A-Za-z]/.test(char)) throw source.unsupported(`\\${char}`);
      return CodePointSet.ofText(char);
  }
}

/** A class in brackets, after the first of them. */
export function readClass(source: PatternSource): CodePointSet {
  const negated = source.take('^');
  let set = CodePointSet.of();
  for (let first = true; first || source.peek !== ']'; first = false) {
    if (source.take('&&')) {
      set = set.intersection(readUntilBracket(source));
      break;
    }
    set = set.union(readMember(source));
  }
  source.next();
  return negated ? set.complement() : set;
}

/** What && stands before: the rest of a class, without its bracket. */
function readUntilBracket(source: PatternSource): CodePointSet {
  let set = CodePointSet.of();
  while (source.peek !== ']') {
    set = source.take('&&') ? set.intersection(readUntilBracket(source)) : set.union(readMember(source));
  }
  return set;
}

/** One code point, a range of them, an escape or a class inside a class. */
function readMember(source: PatternSource): CodePointSet {
  if (source.take('[:')) {
    const negated = source.take('^');
    const name = source.until(':');
    const set = name === 'space' ? WHITE_SPACE : categories(source, BRACKETED[name]);
    if (!source.take(']')) throw source.unsupported(`[:${name}`);
    return negated ? set.complement() : set;
  }
  if (source.take('[')) return readClass(source);
  const start = readSingle(source);
  if (typeof start !== 'number') return start;
  if (!source.comes('-') || source.comes('-]')) return one(start);
  source.next();
  const end = readSingle(source);
  if (typeof end !== 'number' || end < start) throw source.unsupported('a range');
  return CodePointSet.of([start, end + 1]);
}

/** A code point, or the set that an escape stands for. */
function readSingle(source: PatternSource): number | CodePointSet {
  const char = source.next();
  if (char !== '\\') return char.codePointAt(0)!;
  const set = readEscape(source);
  const [range] = set.ranges;
  return set.ranges.length === 1 && range![1] === range![0] + 1 ? range![0] : set;
}

function readProperty(source: PatternSource, negated: boolean): CodePointSet {
  if (!source.take('{')) throw source.unsupported('\\p');
  const inverse = source.take('^');
  const set = property(source, source.until('}'));
  return negated === inverse ? set : set.complement();
}

function property(source: PatternSource, name: string): CodePointSet {
  const set = CodePointSet.ofProperty(LONG_NAMES[name.toLowerCase()] ?? name);
  if (!set) throw source.unsupported(`\\p{${name}}`);
  return set;
}

function categories(source: PatternSource, names: readonly string[] | undefined): CodePointSet {
  if (!names) throw source.unsupported('[:');
  return CodePointSet.of().union(...names.map((name) => property(source, name)));
}

function hex(source: PatternSource, digits: string): number {
  const value = /^[0-9A-Fa-f]+$/.test(digits) ? parseInt(digits, 16) : Infinity;
  if (value > 0x10ffff) throw source.unsupported(`\\x${digits}`);
  return value;
}

function one(codePoint: number): CodePointSet {
  return CodePointSet.of(codePointRange(codePoint));
}
