/** The registry of languages: detection by VS Code's language id, by file name and by what the text shows. */
import type { SyntaxLanguage } from './language';
import { bash } from './languages/bash';
import { c } from './languages/c';
import { cpp } from './languages/cpp';
import { csharp } from './languages/csharp';
import { css } from './languages/css';
import { cuda } from './languages/cuda';
import { fortran, fortranFixed } from './languages/fortran';
import { go } from './languages/go';
import { html } from './languages/html';
import { java } from './languages/java';
import { javascript } from './languages/javascript';
import { json } from './languages/json';
import { julia } from './languages/julia';
import { kotlin } from './languages/kotlin';
import { lua } from './languages/lua';
import { markdown, markdownInline } from './languages/markdown';
import { php } from './languages/php';
import { python } from './languages/python';
import { ruby } from './languages/ruby';
import { rust } from './languages/rust';
import { scala } from './languages/scala';
import { sql } from './languages/sql';
import { swift } from './languages/swift';
import { toml } from './languages/toml';
import { tsx, typescript } from './languages/typescript';
import { vue } from './languages/vue';
import { yaml } from './languages/yaml';
import { zig } from './languages/zig';

export const LANGUAGES: readonly SyntaxLanguage[] = [
  c,
  cpp,
  cuda,
  fortran,
  fortranFixed,
  python,
  javascript,
  typescript,
  tsx,
  java,
  go,
  rust,
  csharp,
  ruby,
  php,
  bash,
  kotlin,
  swift,
  scala,
  lua,
  zig,
  julia,
  sql,
  html,
  vue,
  css,
  json,
  yaml,
  toml,
  markdown,
  markdownInline,
];

const byId = index((one) => [one.id, ...one.vscodeIds]);
const byExtension = index((one) => one.extensions);
const byFileName = index((one) => one.fileNames ?? []);
const byInterpreter = index((one) => one.interpreters ?? []);

/** By the registry's id or a VS Code language id. */
export function languageById(id: string): SyntaxLanguage | undefined {
  return byId.get(id);
}

/**
 * By the last part of a path with either slash; letter case of the extension does not matter. The text, or its
 * beginning, settles what a name leaves open: a ".h" of C++, a script without an extension.
 */
export function languageOfFile(path: string, text = ''): SyntaxLanguage | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const dot = name.lastIndexOf('.');
  const extension = dot < 0 ? '' : name.slice(dot).toLowerCase();
  const named = byFileName.get(name) ?? byExtension.get(extension);
  if (!named) return languageOfScript(text);
  if (text === '') return named;
  return LANGUAGES.find(({ claims }) => claims?.extensions.includes(extension) && claims.test(text)) ?? named;
}

/**
 * Of a document that an editor gives a language: by its id, unless that is unknown or says less than the name, as
 * "fortran" does, which stands for both forms.
 */
export function languageOfDocument(id: string, path: string, text?: string): SyntaxLanguage | undefined {
  const named = languageOfFile(path, text);
  const given = languageById(id);
  return given && !(given.id === id && named?.grammar === given.grammar) ? given : named;
}

/** By the first line of a script: "#!/usr/bin/python3.11 -u", "#!/usr/bin/env -S node --test". */
function languageOfScript(text: string): SyntaxLanguage | undefined {
  const words = /^\uFEFF?#!\s*(\S.*)/.exec(text)?.[1]?.split(/\s+/) ?? [];
  const programs = words.map((word) => word.slice(word.lastIndexOf('/') + 1));
  // After "env" come its options and variables, then the program.
  const program = programs[0] === 'env' ? programs.slice(1).find((word) => !/^-|=/.test(word)) : programs[0];
  return program === undefined ? undefined : byInterpreter.get(program.replace(/[-\d.]+$/, ''));
}

function index(keys: (language: SyntaxLanguage) => readonly string[]): ReadonlyMap<string, SyntaxLanguage> {
  return new Map(LANGUAGES.flatMap((one) => keys(one).map((key) => [key, one] as const)));
}
