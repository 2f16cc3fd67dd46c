import { EXTENDED } from './vocabulary/extended';
import { STRICT } from './vocabulary/strict';
import type { Vocabulary } from './vocabulary/vocabulary';

/** The registry of vocabularies: the published one, then ours. */
export const VOCABULARIES: readonly Vocabulary[] = [STRICT, EXTENDED];

export function vocabularyByName(name: string): Vocabulary | undefined {
  return VOCABULARIES.find((one) => one.name === name);
}
