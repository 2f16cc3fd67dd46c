import type { SyntaxDocument } from '../../syntax/document';
import type { NameIdentity } from '../options';
import { Resolver } from './resolver';
import { tableOf } from './tableOf';
import { SCOPE_TABLES } from './tables';
import { readNames } from './walk';

/** Which names of a text are one: read-only, and of the text as it was. */
export class ResolvedNames implements NameIdentity {
  /** Index of the last name that was asked for. */
  private last = 0;

  constructor(
    /** UTF-16 offsets, ascending. */
    readonly starts: Uint32Array,
    readonly ends: Uint32Array,
    /** What each means: the same number for the same variable, from 0 in order of first appearance. */
    readonly identities: Uint32Array,
    /** How many there are to mean. */
    readonly count: number,
  ) {}

  /** Identity of the name that starts at a UTF-16 offset; undefined where none does. */
  at(start: number): number | undefined {
    const { starts } = this;
    // Names are mostly asked for from front to back.
    for (let i = this.last; i < this.last + 2; i++) if (starts[i] === start) return this.found(i);
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! < start) low = middle + 1;
      else high = middle;
    }
    return starts[low] === start ? this.found(low) : undefined;
  }

  private found(index: number): number {
    this.last = index;
    return this.identities[index]!;
  }
}

/** Whether there are scopes for a language (SyntaxLanguage.id). */
export function hasScopes(languageId: string): boolean {
  return SCOPE_TABLES.some(({ languages }) => languages.includes(languageId));
}

/**
 * Finds which names of a document mean the same variable, function, type or member: two variables called `i` are
 * two, whatever their text, and names that nothing in the text declares are one by their text, as members are.
 * Undefined for languages without a table, and for a document that is not parsed.
 */
export function resolveNames(document: SyntaxDocument): ResolvedNames | undefined {
  const table = tableOf(document.language.id);
  return (
    table &&
    document.read((reader, text) => {
      const names = readNames(reader, table, text);
      const texts = names.map(({ start, end }) => {
        const written = text.slice(start, end);
        return table.table.caseInsensitive ? written.toLowerCase() : written;
      });
      const variables = new Resolver(table.table, names, texts).resolve();
      const identities = new Map<number, number>();
      for (const variable of variables) {
        if (!identities.has(variable)) identities.set(variable, identities.size);
      }
      return new ResolvedNames(
        Uint32Array.from(names, ({ start }) => start),
        Uint32Array.from(names, ({ end }) => end),
        Uint32Array.from(variables, (variable) => identities.get(variable)!),
        identities.size,
      );
    })
  );
}
