/**
 * Units of an OpenMP or OpenACC directive: names of directives and clauses, and their arguments, which are
 * expressions of C or Fortran. Both specifications give directives the shape `name [clause[(arguments)]]…`.
 */
import type { EmbeddedUnit } from '../injections/injection';
import type { UnitKind } from '../unit';
import { isPragmaWord, isSettingWord } from './words';

type Comment = '//' | '!';

const COMMENTS: Readonly<Record<Comment, RegExp>> = {
  '//': /(?<comment>\/\*[^]*?(?:\*\/|$)|\/\/[^\n]*)/,
  '!': /(?<comment>![^\n]*)/,
};

function tokenPattern(comment: Comment): RegExp {
  const parts = [
    COMMENTS[comment],
    /(?<number>(?:0[xX][\da-fA-F']+|\d[\d']*\.?\d*|\.\d+)(?:[eEdD][+-]?\d+)?(?:_\w+|[uUlLfF]*))/,
    /(?<string>"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)/,
    /(?<dotted>\.(?:and|or|n?eqv|not|eq|ne|lt|le|gt|ge|true|false)\.)/,
    /(?<word>[\p{L}_$][\p{L}\p{N}_$]*)/u,
    /(?<punctuation>[()[\]{},;:\\]|&(?!&))/,
    /(?<operator>&&|\|\||->|==|\/=|!=|<=|>=|<<|>>|\*\*|\S)/,
  ];
  return new RegExp(parts.map(({ source }) => source).join('|'), 'giu');
}

const TOKENS: Readonly<Record<Comment, RegExp>> = { '//': tokenPattern('//'), '!': tokenPattern('!') };

export interface DirectiveForm {
  /** Opens a comment where one may stand. */
  readonly comment: Comment;
  /** The text goes on with what an earlier line began. */
  readonly continued?: boolean;
}

/** Units of `text` from `from` on, which is behind the mark that makes it a directive. */
export function lexDirective(text: string, from: number, form: DirectiveForm): EmbeddedUnit[] {
  const units: EmbeddedUnit[] = [];
  let depth = -lowestDepth(text.slice(from));
  // A line of its own does not tell whether a list of arguments is open.
  const isUnsure = form.continued === true && depth === 0;
  const pattern = TOKENS[form.comment];
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [token] = match;
    const group = Object.keys(match.groups!).find((name) => match.groups![name])!;
    const isName = depth === 0 && (!isUnsure || isPragmaWord(token));
    const [kind, type] = group === 'word' ? wordKind(token, isName) : KINDS[group]!(token);
    units.push({ kind, type, start: match.index, end: match.index + token.length });
    if (token === '(') depth++;
    else if (token === ')') depth--;
  }
  return units;
}

const KINDS: Readonly<Record<string, (token: string) => readonly [UnitKind, string]>> = {
  comment: () => ['comment', 'comment'],
  number: () => ['number', 'number_literal'],
  string: () => ['string', 'string_literal'],
  dotted: (token) => ['operator', token.toLowerCase()],
  punctuation: (token) => ['punctuation', token],
  operator: (token) => ['operator', token],
};

function wordKind(word: string, isName: boolean): readonly [UnitKind, string] {
  if (isName) return ['directive', 'pragma_name'];
  return isSettingWord(word) ? ['keyword', 'pragma_setting'] : ['identifier', 'identifier'];
}

/** How far the parentheses close what was opened before: 0, or below. */
function lowestDepth(text: string): number {
  let depth = 0;
  let lowest = 0;
  for (const [bracket] of text.matchAll(/[()]/g)) {
    depth += bracket === '(' ? 1 : -1;
    lowest = Math.min(lowest, depth);
  }
  return lowest;
}
