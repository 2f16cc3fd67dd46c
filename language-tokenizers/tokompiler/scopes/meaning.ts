/**
 * What scopes are of: a 'class' holds members, a 'module' is a file or a namespace, and what is declared in
 * 'parameters' (of a template) only is its own parameters.
 */
export type ScopeKind = 'block' | 'function' | 'class' | 'module' | 'parameters';

/**
 * Names that are never one although they are spelled the same: variables (and all that a language looks up as
 * those), the members of objects, and others that a table tells apart.
 */
export type Space = 'variable' | 'member' | 'method' | 'type' | 'label' | 'macro';

export interface Declaration {
  readonly as: 'declaration';
  /**
   * The scope that gets the name: the innermost, or the innermost of some kinds; 'outside' of the innermost
   * function or class, whose own name it is. Parameters' scopes get their own parameters only.
   */
  readonly in: 'here' | 'outside' | ScopeKind;
  /**
   * Where the name means this: in all of the scope (hoisted), from the name on, or behind the statement around
   * it, so that `let x = x` reads another. In a class it is always all of it.
   */
  readonly from: 'scope' | 'name' | 'statement';
  /** A second declaration in the same scope is another variable, not the same again. */
  readonly shadows?: boolean;
  /** Only where nothing else declares the name: Fortran's variables without a declaration. */
  readonly weak?: boolean;
  /** The function that is so called has the name too, whatever declares it again there. */
  readonly own?: boolean;
  /** In a class the name is that of all members that are so called, as no reference tells which class it is of. */
  readonly member?: boolean;
  /** Names of this shape are references all the same: constants in a pattern. */
  readonly except?: RegExp;
}

/** What a name means where it stands. Meanings are compared by identity. */
export type Meaning =
  | { readonly as: 'reference' }
  | Declaration
  /** One by its text in the space, whatever scopes there are. */
  | { readonly as: 'text'; readonly space: Space }
  /** A name in what is named before it, `a::f`: a member, or what some module of the text declares. */
  | { readonly as: 'qualified' }
  /** In the function around, the name is that of the module (Python's `global`) or of an enclosing function. */
  | { readonly as: 'redirect'; readonly to: 'module' | 'enclosing' };

export const REFERENCE: Meaning = { as: 'reference' };
export const MEMBER: Meaning = { as: 'text', space: 'member' };
export const METHOD: Meaning = { as: 'text', space: 'method' };
export const MACRO: Meaning = { as: 'text', space: 'macro' };
export const LABEL: Meaning = { as: 'text', space: 'label' };
export const QUALIFIED: Meaning = { as: 'qualified' };
/** What the function around calls so is the file's, whatever it declares. */
export const OF_FILE: Meaning = { as: 'redirect', to: 'module' };

export function declaration(
  place: Declaration['in'],
  from: Declaration['from'],
  more: Omit<Declaration, 'as' | 'in' | 'from'> = {},
): Meaning {
  return { as: 'declaration', in: place, from, ...more };
}

/** A member of the innermost class, which all functions in it may name without an object; elsewhere a variable. */
export const DECLARE_MEMBER: Meaning = declaration('here', 'scope', { member: true });
/** A parameter, or what else all of the innermost scope may name. */
export const DECLARE_HERE: Meaning = declaration('here', 'scope');
/** The name of the function or class that opens the innermost scope. */
export const DECLARE_OUTSIDE: Meaning = declaration('outside', 'scope');
/** The same of a method or a nested class, which is a member. */
export const DECLARE_MEMBER_OUTSIDE: Meaning = declaration('outside', 'scope', { member: true });
