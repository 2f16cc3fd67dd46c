import type { EmbeddedUnit } from '../../syntax/injections/injection';
import { isPragmaWord } from '../../syntax/pragmas/words';
import { wordsOfClause } from './clauses';

/** What a unit of a directive is to it: words are those of the specification, whatever they are called elsewhere. */
export type DirectiveUnitKind = 'word' | 'name' | 'called' | 'number' | 'string' | 'operator' | 'comment';

export interface DirectiveUnit {
  readonly kind: DirectiveUnitKind;
  /** UTF-16 range in the directive's text. */
  readonly start: number;
  readonly end: number;
}

/** `private(i, j)`, or a word alone: `nowait`. */
export interface Clause {
  readonly name: string;
  /** What stands in the clause's parentheses; undefined without them. */
  readonly arguments: readonly DirectiveUnit[] | undefined;
}

/** A directive in parts. */
export interface Directive {
  /** All units in order, those of clauses too. */
  readonly units: readonly DirectiveUnit[];
  /** The words before the first that has arguments; which of them are clauses, the specification's tables tell. */
  readonly words: readonly string[];
  /** From the first word with arguments on. */
  readonly clauses: readonly Clause[];
}

/**
 * Reads the units of a directive's text (syntax/pragmas) into clauses. Unknown clauses are read as the others:
 * names and expressions in parentheses.
 */
export function parseDirective(text: string, found: readonly EmbeddedUnit[]): Directive {
  const units: DirectiveUnit[] = [];
  const words: string[] = [];
  const clauses: Clause[] = [];
  for (let at = 0; at < found.length;) {
    const unit = found[at]!;
    const name = text.slice(unit.start, unit.end);
    const close = opens(text, found[at + 1]) ? closing(text, found, at + 1) : undefined;
    units.push({ kind: outerKind(unit), start: unit.start, end: unit.end });
    at++;
    if (close === undefined) {
      if (unit.type === 'pragma_name') {
        if (clauses.length === 0) words.push(name);
        else clauses.push({ name, arguments: undefined });
      }
      continue;
    }
    const inside = argumentsOf(text, found.slice(at + 1, close), name);
    const [first, last] = [found[at]!, found[close]];
    units.push({ kind: 'operator', start: first.start, end: first.end }, ...inside);
    if (last) units.push({ kind: 'operator', start: last.start, end: last.end });
    clauses.push({ name, arguments: inside });
    at = close + 1;
  }
  return { units, words, clauses };
}

const SHUT: ReadonlySet<string> = new Set([')', ']', '}']);
const OPEN: ReadonlySet<string> = new Set(['(', '[', '{']);

function opens(text: string, unit: EmbeddedUnit | undefined): boolean {
  return unit !== undefined && text[unit.start] === '(';
}

/** Index of what closes the bracket at `open`, or of the end. */
function closing(text: string, units: readonly EmbeddedUnit[], open: number): number {
  let depth = 0;
  for (let at = open; at < units.length; at++) {
    const token = text.slice(units[at]!.start, units[at]!.end);
    if (OPEN.has(token)) depth++;
    else if (SHUT.has(token) && --depth === 0) return at;
  }
  return units.length;
}

/** What stands in a clause's parentheses. */
function argumentsOf(text: string, found: readonly EmbeddedUnit[], clause: string): DirectiveUnit[] {
  const tokens = found.map(({ start, end }) => text.slice(start, end));
  if (!isPragmaWord(clause)) return found.map(({ start, end }) => ({ kind: 'word', start, end }));
  const { modifiers, values } = wordsOfClause(clause);
  const depths = depthsOf(tokens);
  const lastColon = tokens.findLastIndex((token, i) => token === ':' && depths[i] === 0);
  const isWord = (i: number): boolean => {
    if (depths[i] !== 0) return false;
    const token = tokens[i]!.toLowerCase();
    const next = tokens[i + 1];
    if (i < lastColon && (next === ':' || next === ',' || next === '(') && modifiers?.has(token)) return true;
    const before = tokens[i - 1] ?? ',';
    return (before === ',' || before === ':') && next !== '[' && values?.has(token) === true;
  };
  return found.map((unit, i) => ({
    kind: isWord(i) ? 'word' : innerKind(unit, tokens[i + 1]),
    start: unit.start,
    end: unit.end,
  }));
}

function depthsOf(tokens: readonly string[]): number[] {
  let depth = 0;
  return tokens.map((token) => {
    if (SHUT.has(token)) depth--;
    const here = depth;
    if (OPEN.has(token)) depth++;
    return here;
  });
}

/** Of a unit that stands in a clause whose words are known, and is none of them. */
function innerKind(unit: EmbeddedUnit, next: string | undefined): DirectiveUnitKind {
  if (unit.kind === 'identifier' || unit.kind === 'keyword' || unit.kind === 'directive') {
    return next === '(' ? 'called' : 'name';
  }
  return literalKind(unit);
}

/** Of a unit outside of all clauses, or in one that an earlier line opened. */
function outerKind(unit: EmbeddedUnit): DirectiveUnitKind {
  if (unit.kind === 'identifier') return 'name';
  return unit.kind === 'keyword' || unit.kind === 'directive' ? 'word' : literalKind(unit);
}

function literalKind({ kind }: EmbeddedUnit): DirectiveUnitKind {
  return kind === 'number' || kind === 'string' || kind === 'comment' ? kind : 'operator';
}
