export type DigitSeparator = '_' | "'";

/** What may stand between the digits of a number, by language: none where it is not listed. */
const SEPARATORS: Readonly<Record<string, DigitSeparator>> = {
  // C since C23, C++ since C++14.
  c: "'",
  cpp: "'",
  cuda: "'",
  csharp: '_',
  go: '_',
  java: '_',
  javascript: '_',
  julia: '_',
  kotlin: '_',
  php: '_',
  python: '_',
  ruby: '_',
  rust: '_',
  scala: '_',
  swift: '_',
  toml: '_',
  tsx: '_',
  typescript: '_',
  zig: '_',
};

/** The digit separator of a syntax language: `_` in `1_000_000`; undefined where it has none. */
export function digitSeparator(language: string | undefined): DigitSeparator | undefined {
  return language === undefined ? undefined : SEPARATORS[language];
}
