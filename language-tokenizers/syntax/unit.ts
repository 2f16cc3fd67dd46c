/**
 * Units: what a compiler's reader sees where the model sees tokens. One unit is one leaf of the syntax tree,
 * or a gap with non-blank text that no leaf covers (typed by its parent).
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
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export interface Unit {
  readonly kind: UnitKind;
  /** The grammar's own name for the node. */
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
