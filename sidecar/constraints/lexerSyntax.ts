/** A part of a text in which nothing is code: a string or a comment. */
export interface Region {
  readonly kind: 'string' | 'comment';
  readonly open: string;
  /** "\n" for what ends with its line. */
  readonly close: string;
  /** Whether a line break may stand in it; otherwise one ends it, closed or not. */
  readonly lines: boolean;
  /** A backslash takes away the meaning of the next character. */
  readonly escapes: boolean;
  /** What must stand before it: anything, no letter (don't), or white space (a shell's #). */
  readonly behind: 'any' | 'noWord' | 'space';
  /** One character long at most, or it was none: Rust's 'a' against its lifetimes. */
  readonly short: boolean;
}

const base = { lines: false, escapes: false, behind: 'any', short: false } as const;
const string = (open: string, more: Partial<Region> = {}): Region => ({
  ...base,
  kind: 'string',
  open,
  close: open,
  escapes: true,
  ...more,
});
const lineComment = (open: string, more: Partial<Region> = {}): Region => ({
  ...base,
  kind: 'comment',
  open,
  close: '\n',
  ...more,
});
const blockComment = (open: string, close: string): Region => ({
  ...base,
  kind: 'comment',
  open,
  close,
  lines: true,
});

const double = string('"');
const single = string("'", { behind: 'noWord' });
const strings = [double, single];
const slashes = [lineComment('//'), blockComment('/*', '*/')];
const hash = lineComment('#');
const rawBacktick = string('`', { lines: true, escapes: false });

const C = [...slashes, ...strings];
const SHELL = [
  lineComment('#', { behind: 'space' }),
  string('"', { lines: true }),
  string("'", { lines: true, escapes: false }),
];

/** What strings and comments look like, by VS Code language id. Of two that fit, the longer opening counts. */
const LANGUAGES: Readonly<Record<string, readonly Region[]>> = {
  c: C,
  javascript: [...C, string('`', { lines: true })],
  go: [...C, rawBacktick],
  rust: [...slashes, string('"', { lines: true }), string("'", { short: true })],
  python: [hash, string('"""', { lines: true }), string("'''", { lines: true }), double, string("'")],
  shellscript: SHELL,
  ruby: [hash, ...strings],
  php: [...C, hash],
  sql: [lineComment('--'), blockComment('/*', '*/'), ...strings.map((one) => ({ ...one, escapes: false }))],
  lua: [lineComment('--'), blockComment('--[[', ']]'), string('"'), string("'")],
  fortran: [lineComment('!'), ...[double, single].map((one) => ({ ...one, escapes: false }))],
  html: [blockComment('<!--', '-->')],
  css: [blockComment('/*', '*/'), ...strings],
  json: [double],
  lisp: [lineComment(';'), string('"', { lines: true })],
  percent: [lineComment('%'), double],
};

const SAME: readonly (readonly [RegExp, keyof typeof LANGUAGES])[] = [
  [/^(?:javascript|typescript|vue|svelte)/, 'javascript'],
  [/^(?:c|cpp|cuda-cpp|csharp|objective-c(?:pp)?|java|kotlin|scala|swift|dart|zig|groovy|jsonc|json5)$/, 'c'],
  [
    /^(?:shellscript|bash|fish|powershell|dockerfile|makefile|yaml|toml|perl|r|julia|coffeescript)$/,
    'shellscript',
  ],
  [/^(?:ruby|elixir|crystal)$/, 'ruby'],
  [/^(?:sql|plsql|haskell|ada|vhdl)$/, 'sql'],
  [/^fortran/i, 'fortran'],
  [/^(?:html|xml|markdown|xsl|svg)$/, 'html'],
  [/^(?:css|scss|less)$/, 'css'],
  [/^(?:lisp|clojure|scheme|ini|asm)$/, 'lisp'],
  [/^(?:matlab|octave|erlang|latex|tex|prolog)$/, 'percent'],
];

/** Strings and comments of a language; of one that is not known, what most of them have. */
export function regionsOf(languageId: string): readonly Region[] {
  const own = LANGUAGES[languageId];
  if (own !== undefined) return longestFirst(own);
  const same = SAME.find(([pattern]) => pattern.test(languageId))?.[1];
  return longestFirst(same === undefined ? strings : (LANGUAGES[same] ?? C));
}

function longestFirst(regions: readonly Region[]): readonly Region[] {
  return regions.toSorted((a, b) => b.open.length - a.open.length);
}
