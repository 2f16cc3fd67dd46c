import type { SyntaxDocument } from '../../syntax/document';
import { tableOf } from './tableOf';
import { readNames } from './walk';

/**
 * UTF-16 offsets at which names stand that are declared there: variables that are bound, parameters, functions, types,
 * what is imported. Undefined for languages without a table, and for a document that is not parsed.
 */
export function declaredNames(document: SyntaxDocument): ReadonlySet<number> | undefined {
  const table = tableOf(document.language.id);
  return (
    table &&
    document.read(
      (reader, text) =>
        new Set(
          readNames(reader, table, text)
            // A weak declaration is any use of a name in a language that lets one use it undeclared.
            .filter(({ meaning }) => meaning.as === 'declaration' && !meaning.weak)
            .map(({ start }) => start),
        ),
    )
  );
}
