/**
 * One rule set for all grammars: tree-sitter grammars share their naming habits, so a node's type tells its
 * kind. What a grammar does its own way stands in its language's file.
 */
import type { UnitKind } from './unit';

const NAMED: readonly (readonly [RegExp, UnitKind])[] = [
  [/^keyword_|_keyword$/, 'keyword'],
  [/comment|shebang|hash_bang/, 'comment'],
  [/^preproc|directive/, 'directive'],
  [
    /string|char(?:acter)?(?:_|$)|rune|regex|escape|fragment|format_specifier|heredoc|(?:^|_)(?:text|content)$/,
    'string',
  ],
  [
    /number|integer|float|imaginary|int_literal|^(?:real|hex|oct|bin|complex|rational)(?:_literal)?$/,
    'number',
  ],
  [
    /^(?:true|false|null|nil|none|undefined|iota|this|self|super|crate|boolean)(?:_literal|_scalar)?$/,
    'keyword',
  ],
  [/(?:^|_)type(?:_identifier)?$/, 'type'],
  [/identifier|(?:^|_)name$|label|variable$|field|(?:^|_)key$/, 'identifier'],
  [/(?:specifier|modifier|qualifier|statement)$/, 'keyword'],
  [/operator|ellipsis|wildcard|asterisk|conversion/, 'operator'],
  [/continuation|separator|delimiter|marker/, 'punctuation'],
];

const PUNCTUATION = new Set(
  '( ) [ ] { } (( )) [[ ]] () [] {| |} , ; ;; : :: . @ # $ \\ ${ #{ $( $(( <( >( \\{ \\( </ />'.split(' '),
);
/** Parents whose words name built-in types: `int` in Java, `unsigned long` in C, `usize` in Zig. */
const TYPE_WORDS =
  /^(?:predefined_type|primitive_type|builtin_type|intrinsic_type|integral_type|floating_point_type|sized_type_specifier)$/;
/** Parents in which `<` and `>` are brackets. */
const ANGLES =
  /type_(?:argument|parameter)|template_(?:argument|parameter)|^jsx_|_turbofish$|bracketed_type|lifetimes|_tag$/;
const TERNARY = /^(?:ternary|conditional)_expression$/;

/** Kind of a named node by its type. */
export function namedKind(type: string): UnitKind {
  return NAMED.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
}

/** Kind of an anonymous node, whose type is its text, by that and its parent's type. */
export function anonymousKind(text: string, parent: string): UnitKind {
  if (/["'`]/.test(text)) return 'string';
  if (/^#\s*[a-z]/.test(text)) return 'directive';
  if (/[\p{L}_]/u.test(text)) return TYPE_WORDS.test(parent) ? 'type' : 'keyword';
  if ((text === '<' || text === '>') && ANGLES.test(parent)) return 'punctuation';
  if (text === ':' && TERNARY.test(parent)) return 'operator';
  if (text === '@' && /operator|assignment/.test(parent)) return 'operator';
  return PUNCTUATION.has(text) ? 'punctuation' : 'operator';
}

/** Kind of text that no leaf covers, by the type of the node around it and the kind that its language gives that. */
export function gapKind(text: string, parent: string, own?: UnitKind): UnitKind {
  const kind = own ?? (/^(?:concatenated|chained)_string$/.test(parent) ? 'other' : namedKind(parent));
  if (kind === 'string' || kind === 'comment' || kind === 'number' || kind === 'directive') return kind;
  if (/^[\d.]+$/.test(text)) return 'number';
  // A backslash that joins two lines, a macro pattern's separator.
  return /^[^\p{L}\p{N}\s"'`]+$/u.test(text) ? anonymousKind(text, parent) : 'other';
}

/** Named nodes that are one unit whatever children they have: comments, numbers, a run of a string's text. */
export const WHOLE =
  /comment$|^shebang$|^string_content$|(?:^|_)(?:number|integer|float|int|floating_point)(?:_literal|_value)?$/;
/** String literals: one unit, unless {@link INTERPOLATION} stands in them. */
export const LITERAL =
  /^(?!(?:concatenated|chained)_)(?:\w+_)?string$|(?:string|command)_literal$|^regex(?:_literal)?$|char(?:acter)?_literal$|^rune_literal$|^template_literal_type$/;
export const INTERPOLATION =
  /^(?:string_)?interpolation$|^template_(?:substitution|type)$|^interpolated_expression$|(?:^|_)expansion$|^(?:command|process)_substitution$/;
