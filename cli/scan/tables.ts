import type { Tokenizer } from '../../language-tokenizers/bpe/tokenizer';
import type { TextEncoding } from '../../language-tokenizers/scan/encoding';
import type { LanguageCount } from '../../language-tokenizers/scan/languages';
import {
  areExact,
  type Counts,
  type FileCount,
  type ScanResult,
} from '../../language-tokenizers/scan/result';
import type { CountNode } from '../../language-tokenizers/scan/tree';
import { countText, table } from '../output/table';

type Tokenizers = readonly Pick<Tokenizer, 'name' | 'exact'>[];

/** What every row shows. */
interface Row {
  readonly bytes: number;
  readonly exact: boolean;
  readonly counts: Counts;
}

/** Files and the total of all, which may be more than are shown. */
export function filesTable(shown: readonly FileCount[], all: ScanResult, tokenizers: Tokenizers): string {
  const head = [...names(tokenizers), 'bytes', 'path'];
  const body = shown.map((file) => [...cells(file, tokenizers), String(file.bytes), file.path]);
  const total = totalOf(all);
  const foot = [...cells(total, tokenizers), String(total.bytes), `total of ${filesText(all.files.length)}`];
  return table([head, ...body, foot], numbers(head));
}

export function treeTable(root: CountNode, tokenizers: Tokenizers): string {
  const head = [...names(tokenizers), 'share', 'bytes', 'path'];
  const first = tokenizers[0]!.name;
  const rows = (node: CountNode, depth: number): string[][] => [
    [
      ...cells(node, tokenizers),
      share(node.counts[first]!, root.counts[first]!),
      String(node.bytes),
      `${'  '.repeat(depth)}${node.name}`,
    ],
    ...(node.children ?? []).flatMap((child) => rows(child, depth + 1)),
  ];
  return table([head, ...rows(root, 0)], numbers(head));
}

export function languagesTable(
  languages: readonly LanguageCount[],
  all: ScanResult,
  tokenizers: Tokenizers,
): string {
  const head = [...names(tokenizers), 'share', 'bytes', 'files', 'language'];
  const first = tokenizers[0]!.name;
  const row = (one: Row, files: number, name: string): string[] => [
    ...cells(one, tokenizers),
    share(one.counts[first]!, all.totals[first]!),
    String(one.bytes),
    String(files),
    name,
  ];
  const body = languages.map((one) => row(one, one.files, one.name));
  return table([head, ...body, row(totalOf(all), all.files.length, 'total')], numbers(head));
}

/** How files were read that are not plain UTF-8. */
export function encodingLines({ files }: ScanResult): string[] {
  const byEncoding = new Map<TextEncoding, string[]>();
  for (const { path, encoding } of files) {
    if (encoding === 'utf-8') continue;
    byEncoding.set(encoding, [...(byEncoding.get(encoding) ?? []), path]);
  }
  return [...byEncoding].map(([encoding, paths]) => {
    const some = paths.length > 3 ? `${paths.slice(0, 3).join(', ')}, …` : paths.join(', ');
    return `${filesText(paths.length)} ${READ_AS[encoding]}: ${some}`;
  });
}

const READ_AS: Readonly<Record<TextEncoding, string>> = {
  'utf-8': 'read as UTF-8',
  'utf-8-bom': 'with a byte order mark, which is counted',
  'utf-8-damaged': 'not valid UTF-8, each bad byte counted as a token (≈)',
  'utf-16le': 'read as UTF-16',
  'utf-16be': 'read as UTF-16',
  'latin-1': 'read as Latin-1',
  'windows-1252': 'read as Windows-1252',
};

export function skippedLines({ skipped }: Pick<ScanResult, 'skipped'>): string[] {
  const reasons = new Map<string, number>();
  for (const { reason } of skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [...reasons].map(([reason, times]) => `left out: ${times} (${reason})`);
}

function totalOf({ files, totals }: ScanResult): Row {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { bytes, exact: areExact(files), counts: totals };
}

function names(tokenizers: Tokenizers): string[] {
  return tokenizers.map(({ name }) => name);
}

function cells({ counts, exact }: Row, tokenizers: Tokenizers): string[] {
  return tokenizers.map((one) => countText(counts[one.name]!, one.exact && exact));
}

/** All columns but the last. */
function numbers(head: readonly string[]): number[] {
  return [...head.keys()].slice(0, -1);
}

function share(part: number, whole: number): string {
  return `${(whole === 0 ? 0 : (100 * part) / whole).toFixed(1)}%`;
}

function filesText(files: number): string {
  return `${files} ${files === 1 ? 'file' : 'files'}`;
}
