import type { LanguageCount } from '../../language-tokenizers/scan/languages';
import type { FileCount } from '../../language-tokenizers/scan/result';

/** One line for each file, as RFC 4180 has it. */
export function csvOfFiles(files: readonly FileCount[], names: readonly string[]): string {
  return csv([
    ['path', 'language', 'encoding', 'exact', 'bytes', ...names],
    ...files.map(({ path, language, encoding, exact, bytes, counts }) => [
      path,
      language ?? '',
      encoding,
      String(exact),
      String(bytes),
      ...names.map((name) => String(counts[name])),
    ]),
  ]);
}

/** One line for each language. */
export function csvOfLanguages(languages: readonly LanguageCount[], names: readonly string[]): string {
  return csv([
    ['language', 'files', 'bytes', 'exact', ...names],
    ...languages.map(({ name, files, bytes, exact, counts }) => [
      name,
      String(files),
      String(bytes),
      String(exact),
      ...names.map((one) => String(counts[one])),
    ]),
  ]);
}

function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
