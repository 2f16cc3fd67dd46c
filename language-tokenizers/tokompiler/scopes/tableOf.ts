import { CompiledTable } from './compiledTable';
import { SCOPE_TABLES } from './tables';

const compiled = new Map<string, CompiledTable>();

/** What declares names where in a language (SyntaxLanguage.id); undefined where nobody wrote it down. */
export function tableOf(languageId: string): CompiledTable | undefined {
  let table = compiled.get(languageId);
  if (!table) {
    const rules = SCOPE_TABLES.find(({ languages }) => languages.includes(languageId));
    if (!rules) return undefined;
    compiled.set(languageId, (table = new CompiledTable(rules)));
  }
  return table;
}
