import type { Role } from './language';
import { NAME_CLASSES, type NameClass } from './nameClass';

/** What was said of a name, as bits: those of the classes first. */
const ROLES: readonly Role[] = [...NAME_CLASSES, 'called', 'sliceable', 'mention'];

export const NO_ROLE = -1;

export function roleCode(role: Role): number {
  return ROLES.indexOf(role);
}

const bit = (role: Role): number => 1 << roleCode(role);
const CLASS_BITS = bit('called') - 1;
const ARGUMENT = bit('argument');
const VARIABLE = bit('variable');
const FUNCTION = bit('function');

/** The class of a name by all that its occurrences say, of role r as bit 1 << roleCode(r). */
export function classOf(said: number): NameClass {
  let classes = said & CLASS_BITS;
  if (said & bit('called') && !(said & (bit('array') | bit('sliceable')))) classes |= FUNCTION;
  // What is an argument somewhere is no variable or function of its own elsewhere.
  if (classes & ARGUMENT) classes &= ~(VARIABLE | FUNCTION);
  return classes === 0 ? 'variable' : NAME_CLASSES[31 - Math.clz32(classes)]!;
}
