import { UNIT_KINDS, type UnitKind } from '../syntax/unit';
import type { UnitRun } from '../syntax/unitRun';
import { unitTypeName } from '../syntax/unitTypes';

/** Which units' tokens are to become one: names (as published), with string and number literals, or all of code. */
export const UNIT_CHOICES = ['identifiers', 'literals', 'all'] as const;
export type UnitChoice = (typeof UNIT_CHOICES)[number];

/** Names of types that someone gave, unlike `int` and `unsigned`: nodes that grammars call names. */
const NAMED_TYPE = /identifier|(?:^|_)name$|^constant$/;

/** Whether a unit is a name that someone chose: of a variable, function, field, type, label, module. */
export function isIdentifier(kind: UnitKind, type: string): boolean {
  return kind === 'identifier' || (kind === 'type' && NAMED_TYPE.test(type));
}

/** Which units of a run are of the choice, by their place in the run: 1 for each that is. */
export function chosenUnits(units: UnitRun, choice: UnitChoice): Uint8Array {
  const known = new Map<number, number>();
  const chosen = new Uint8Array(units.length);
  for (let i = 0; i < units.length; i++) {
    const key = units.types[i]! * UNIT_KINDS.length + units.kinds[i]!;
    let answer = known.get(key);
    if (answer === undefined) {
      answer = isChosen(UNIT_KINDS[units.kinds[i]!]!, unitTypeName(units.types[i]!), choice) ? 1 : 0;
      known.set(key, answer);
    }
    chosen[i] = answer;
  }
  return chosen;
}

function isChosen(kind: UnitKind, type: string, choice: UnitChoice): boolean {
  if (choice === 'all') return kind !== 'space';
  if (choice === 'literals' && (kind === 'string' || kind === 'number')) return true;
  return isIdentifier(kind, type);
}
