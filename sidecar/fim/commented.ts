/** What begins a comment to the line's end, by VS Code language id; the others begin it with two slashes. */
const MARKS: Readonly<Record<string, string>> = {
  ...marked('#', [
    'python',
    'ruby',
    'shellscript',
    'perl',
    'r',
    'julia',
    'yaml',
    'dockerfile',
    'makefile',
    'toml',
    'elixir',
    'powershell',
    'coffeescript',
    'cmake',
    'nix',
  ]),
  ...marked('--', ['lua', 'sql', 'haskell', 'elm', 'ada', 'vhdl']),
  ...marked('!', ['fortran', 'FortranFreeForm', 'fortran-modern', 'fortran_fixed-form', 'FortranFixedForm']),
  ...marked(';', ['clojure', 'lisp', 'scheme', 'ini', 'asm']),
  ...marked('%', ['latex', 'tex', 'erlang', 'matlab', 'prolog']),
  ...marked('"', ['viml', 'vim']),
};

/** Languages in which a comment has a beginning and an end only. */
const PAIRS: Readonly<Record<string, readonly [begin: string, end: string]>> = {
  html: ['<!-- ', ' -->'],
  xml: ['<!-- ', ' -->'],
  markdown: ['<!-- ', ' -->'],
  vue: ['<!-- ', ' -->'],
  svelte: ['<!-- ', ' -->'],
  css: ['/* ', ' */'],
  ocaml: ['(* ', ' *)'],
};

function marked(mark: string, languages: readonly string[]): Record<string, string> {
  return Object.fromEntries(languages.map((language) => [language, mark]));
}

/** Lines of text as comments of a language, with a line break at the end. */
export function commented(text: string, languageId: string): string {
  const [begin, end] = PAIRS[languageId] ?? [`${MARKS[languageId] ?? '//'} `, ''];
  const lines = text.replace(/\n$/, '').split('\n');
  return lines.map((line) => `${(begin + line).trimEnd()}${end}\n`).join('');
}
