import { languageById } from '../syntax/languages';
import { generatedKind } from './generated';
import { areExact, type Counts, type FileCount, sumCounts } from './result';
import { byCost } from './tree';

/** The files of one language. */
export interface LanguageCount {
  /** "TypeScript", "lock files", ".txt" for what the registry doesn't know, "no extension". */
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
  readonly exact: boolean;
  readonly counts: Counts;
}

/** Sums by language, most tokens first; what programs write is told apart. */
export function countLanguages(files: readonly FileCount[], names: readonly string[]): LanguageCount[] {
  const groups = new Map<string, FileCount[]>();
  for (const file of files) {
    const name = groupOf(file);
    const group = groups.get(name);
    if (group) group.push(file);
    else groups.set(name, [file]);
  }
  return [...groups]
    .map(([name, group]) => ({
      name,
      files: group.length,
      bytes: group.reduce((sum, { bytes }) => sum + bytes, 0),
      exact: areExact(group),
      counts: sumCounts(group, names),
    }))
    .sort(byCost(names[0]!));
}

function groupOf({ path, language }: FileCount): string {
  const generated = generatedKind(path);
  if (generated) return generated;
  const known = language === null ? undefined : languageById(language);
  if (known) return known.name;
  return /[^/\\](\.[^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? 'no extension';
}
