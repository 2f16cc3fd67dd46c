import { type Unit, UNIT_KINDS, type UnitKind } from './unit';
import { unitTypeName } from './unitTypes';

/** Neighbouring units as parallel arrays, in order; each starts where the one before ends. */
export interface UnitRun {
  readonly length: number;
  /** Places in UNIT_KINDS. */
  readonly kinds: Uint8Array;
  /** Ids of unitTypes.ts. */
  readonly types: Uint16Array;
  /** UTF-16 offsets. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Kind and type of a unit in one number, with room for {@link BROKEN}. */
export function unitCode(kind: UnitKind, typeId: number): number {
  return typeId * 32 + UNIT_KINDS.indexOf(kind);
}

/** Set in the code of a unit in text that the grammar can't make sense of, or beside which a token is missing. */
export const BROKEN = 16;

export function kindOfCode(code: number): number {
  return code & 15;
}

export function typeOfCode(code: number): number {
  return code >>> 5;
}

export const SPACE = UNIT_KINDS.indexOf('space');

/** Unit `i` of the run as an object. */
export function unitOf(run: UnitRun, i: number): Unit {
  return {
    kind: UNIT_KINDS[run.kinds[i]!]!,
    type: unitTypeName(run.types[i]!),
    start: run.starts[i]!,
    end: run.ends[i]!,
  };
}

export const NO_UNITS: UnitRun = {
  length: 0,
  kinds: new Uint8Array(0),
  types: new Uint16Array(0),
  starts: new Uint32Array(0),
  ends: new Uint32Array(0),
};
