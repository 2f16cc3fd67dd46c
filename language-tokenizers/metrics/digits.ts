import type { TokenizedText } from '../merging/tokenizedText';
import { UNIT_KINDS } from '../syntax/unit';
import { codePointStart } from '../text/codePoints';
import { inContext } from './costs/countInContext';
import type { TextRange } from './costs/tokensIn';
import { type Grouping, groupingOf, isMisaligned, separated } from './digitGroups';
import { digitSeparator } from './digitSeparators';

const NUMBER = UNIT_KINDS.indexOf('number');
/** Not `0x1F`, `0b1`, `0o7`; and `1e6`, `1f` are no whole numbers. */
const OTHER = /^[+-]?(?:0[xXbBoOdD]|[\d'_]+(?:[eE][+-]?\d|[fFdD]$))/;
/**
 * Decimal whole numbers by the language's separator: a sign, digits, and a suffix that says the type (`L`, `_u64`, in
 * Fortran `_8`).
 */
const WHOLE = {
  none: /^([+-]?)(\d+)(?:_?[A-Za-z]\w*|_\w+)?$/,
  _: /^([+-]?)(\d+(?:_+\d+)*)(?:_?[A-Za-z]\w*)?$/,
  "'": /^([+-]?)(\d+(?:'\d+)*)(?:[A-Za-z_]\w*)?$/,
} as const;
/** Shorter numbers have one group only. */
const MIN_DIGITS = 4;

/** A decimal whole number of more than three digits where it stands, and how its tokens group the digits. */
export interface DigitLiteral {
  readonly text: string;
  /** UTF-16 offset. */
  readonly start: number;
  /** Without separators. */
  readonly digits: string;
  /** Tokens that have some part of it. */
  readonly tokens: number;
  /** Digits in each group: borders are those of tokens, and separators. */
  readonly groups: readonly number[];
  readonly grouping: Grouping;
  readonly misaligned: boolean;
  /** The same number with the language's separators in groups of three; absent where it has none or has them. */
  readonly separated?: { readonly text: string; readonly tokens: number };
}

/** All such literals of a text, or of a range of it. */
export function* digitLiterals(text: TokenizedText, range?: TextRange): Generator<DigitLiteral> {
  const { tokens, units } = text;
  const separator = digitSeparator(text.language);
  let token = 0;
  for (let unit = 0; unit < units.length; unit++) {
    if (units.kinds[unit] !== NUMBER) continue;
    const [start, end] = [units.starts[unit]!, units.ends[unit]!];
    if (end - start < MIN_DIGITS || (range && (start < range.start || end > range.end))) continue;
    const literal = text.text.slice(start, end);
    const parts = OTHER.test(literal) ? null : WHOLE[separator ?? 'none'].exec(literal);
    if (!parts) continue;
    const [, sign, written] = parts as unknown as [string, string, string];
    const digits = written.replace(/['_]/g, '');
    if (digits.length < MIN_DIGITS) continue;
    while (tokens.ends[token]! <= start) token++;
    let limit = token;
    const ends: number[] = [];
    while (limit < tokens.length && tokens.starts[limit]! < end) {
      ends.push(tokens.ends[limit++]! - start - sign.length);
    }
    const groups = groupsOf(written, ends);
    yield {
      text: literal,
      start,
      digits,
      tokens: limit - token,
      groups,
      grouping: groupingOf(groups),
      misaligned: isMisaligned(groups),
      ...(separator !== undefined &&
        written === digits && {
          separated: withSeparators(text, start, literal.replace(digits, separated(digits, separator))),
        }),
    };
  }
}

function withSeparators({ text, tokenizer }: TokenizedText, start: number, spelling: string) {
  const before = text.slice(codePointStart(text, Math.max(0, start - 1)), start);
  return { text: spelling, tokens: inContext(tokenizer, before, spelling).tokens };
}

/** Sizes of the groups that a number's digits fall into, cut at separators and where tokens end. */
function groupsOf(written: string, tokenEnds: readonly number[]): number[] {
  const ends = new Set(tokenEnds);
  const groups: number[] = [];
  let size = 0;
  for (let at = 0; at < written.length; at++) {
    const isDigit = written[at] !== "'" && written[at] !== '_';
    if (isDigit) size++;
    if (size > 0 && (!isDigit || ends.has(at + 1))) {
      groups.push(size);
      size = 0;
    }
  }
  if (size > 0) groups.push(size);
  return groups;
}

/** What was found of several literals, in constant memory. */
export interface DigitsReport {
  readonly literals: number;
  readonly tokens: number;
  /** Literals by how their digits are grouped. */
  readonly groupings: Readonly<Record<Grouping, number>>;
  readonly misaligned: number;
  /** Share of literals in 0..1; undefined where there is none. */
  readonly misalignedShare: number | undefined;
  /** Literals that could have separators, and their tokens without and with them. */
  readonly separable: { readonly literals: number; readonly tokens: number; readonly separated: number };
  /** Misaligned ones, the first that came, each text once. */
  readonly examples: readonly DigitLiteral[];
}

const MAX_EXAMPLES = 20;

export class DigitsSum {
  private literals = 0;
  private tokens = 0;
  private misaligned = 0;
  private readonly groupings = { both: 0, leftToRight: 0, rightToLeft: 0, neither: 0 };
  private readonly separable = { literals: 0, tokens: 0, separated: 0 };
  private readonly examples = new Map<string, DigitLiteral>();

  add(text: TokenizedText, range?: TextRange): void {
    for (const literal of digitLiterals(text, range)) {
      this.literals++;
      this.tokens += literal.tokens;
      this.groupings[literal.grouping]++;
      if (literal.separated) {
        this.separable.literals++;
        this.separable.tokens += literal.tokens;
        this.separable.separated += literal.separated.tokens;
      }
      if (!literal.misaligned) continue;
      this.misaligned++;
      if (this.examples.size < MAX_EXAMPLES) this.examples.set(literal.text, literal);
    }
  }

  report(): DigitsReport {
    const { literals, tokens, misaligned } = this;
    return {
      ...{ literals, tokens, misaligned, groupings: { ...this.groupings }, separable: { ...this.separable } },
      misalignedShare: literals === 0 ? undefined : misaligned / literals,
      examples: [...this.examples.values()],
    };
  }
}
