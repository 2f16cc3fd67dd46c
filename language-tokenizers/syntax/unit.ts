/**
 * Units: what a compiler's reader sees where the model sees tokens. One unit is one leaf of the syntax tree, a
 * gap with text that no leaf covers (typed by its parent), or the white space between two such: the units of a
 * document tile its text, from 0 to its length, in order, without overlap.
 */
export const UNIT_KINDS = [
  'keyword',
  'identifier',
  'type',
  'operator',
  'punctuation',
  'string',
  'number',
  'comment',
  'directive',
  'other',
  /** Spaces, tabs and line ends between the others. */
  'space',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export interface Unit {
  readonly kind: UnitKind;
  /** The grammar's own name for the node; 'space' for white space. */
  readonly type: string;
  /** UTF-16 range [start, end). */
  readonly start: number;
  readonly end: number;
}

/** A function, method or other callable with a body. */
export interface FunctionRange {
  readonly name: string;
  /** UTF-16 range of the whole definition. */
  readonly start: number;
  readonly end: number;
  /** UTF-16 offset on the line that opens the function (its name's). */
  readonly nameStart: number;
}
