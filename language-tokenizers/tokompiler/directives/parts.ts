import type { EmbeddedUnit } from '../../syntax/injections/injection';
import type { LeafPart, Role } from '../language';
import { type DirectiveUnitKind, parseDirective } from './directive';

const ROLES: Partial<Record<DirectiveUnitKind, Role>> = {
  name: 'mention',
  called: 'called',
  number: 'number',
  string: 'string',
};

/** A directive's leaves: its words stay, and names and numbers in clauses are those of the text around. */
export function directiveParts(text: string, units: readonly EmbeddedUnit[]): LeafPart[] {
  return parseDirective(text, units).units.map(({ kind, start, end }) => {
    const role = ROLES[kind];
    return { start, end, ...(role && { role }) };
  });
}
