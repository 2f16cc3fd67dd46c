/** The registry of languages that Tokompiler reads. */
import type { TokompilerLanguage } from './language';
import { c } from './languages/c';
import { fortran } from './languages/fortran';

export const TOKOMPILER_LANGUAGES: readonly TokompilerLanguage[] = [c, fortran];

const byId: ReadonlyMap<string, TokompilerLanguage> = new Map(
  TOKOMPILER_LANGUAGES.flatMap((one) => one.languages.map((id) => [id, one] as const)),
);

/** The rules for a language of syntax/languages.ts, by its id. */
export function tokompilerLanguage(id: string): TokompilerLanguage | undefined {
  return byId.get(id);
}
