/** The registry of languages that Tokompiler reads. */
import type { TokompilerLanguage } from './language';
import { c } from './languages/c';
import { csharp } from './languages/csharp';
import { fortran } from './languages/fortran';
import { go } from './languages/go';
import { java } from './languages/java';
import { javascript } from './languages/javascript';
import { python } from './languages/python';
import { rust } from './languages/rust';
import { tsx } from './languages/tsx';
import { typescript } from './languages/typescript';

export const TOKOMPILER_LANGUAGES: readonly TokompilerLanguage[] = [
  c,
  fortran,
  python,
  javascript,
  typescript,
  tsx,
  java,
  go,
  rust,
  csharp,
];

const byId: ReadonlyMap<string, TokompilerLanguage> = new Map(
  TOKOMPILER_LANGUAGES.flatMap((one) => one.languages.map((id) => [id, one] as const)),
);

/** The rules for a language of syntax/languages.ts, by its id. */
export function tokompilerLanguage(id: string): TokompilerLanguage | undefined {
  return byId.get(id);
}

/** What is wrong with a language without rules, for people. */
export function unknownLanguage(name: string): string {
  const known = TOKOMPILER_LANGUAGES.flatMap(({ languages }) => languages).join(', ');
  return `Tokompiler has no rules for ${name}; it reads ${known}.`;
}
