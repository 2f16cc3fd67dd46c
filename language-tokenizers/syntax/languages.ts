/** The registry of languages: detection by VS Code's language id and by file name. */
import type { SyntaxLanguage } from './language';
import { c } from './languages/c';
import { cpp } from './languages/cpp';
import { go } from './languages/go';
import { java } from './languages/java';
import { javascript } from './languages/javascript';
import { python } from './languages/python';
import { rust } from './languages/rust';
import { tsx, typescript } from './languages/typescript';

export const LANGUAGES: readonly SyntaxLanguage[] = [
  c,
  cpp,
  python,
  javascript,
  typescript,
  tsx,
  java,
  go,
  rust,
];

const byId = new Map(LANGUAGES.flatMap((one) => [one.id, ...one.vscodeIds].map((id) => [id, one] as const)));
const byExtension = new Map(LANGUAGES.flatMap((one) => one.extensions.map((ext) => [ext, one] as const)));
const byFileName = new Map(
  LANGUAGES.flatMap((one) => (one.fileNames ?? []).map((name) => [name, one] as const)),
);

/** By the registry's id or a VS Code language id. */
export function languageById(id: string): SyntaxLanguage | undefined {
  return byId.get(id);
}

/** By the last part of a path with either slash; letter case of the extension does not matter. */
export function languageOfFile(path: string): SyntaxLanguage | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const dot = name.lastIndexOf('.');
  return byFileName.get(name) ?? (dot < 0 ? undefined : byExtension.get(name.slice(dot).toLowerCase()));
}
