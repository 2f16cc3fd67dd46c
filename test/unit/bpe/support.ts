import { readFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { Tiktoken } from 'tiktoken';
import { expect } from 'vitest';
import type { BpeTokenizer } from '../../../language-tokenizers/bpe/bpeTokenizer';
import { loadTokenizer } from '../../../language-tokenizers/bpe/encodings';
import type { TokenRun } from '../../../language-tokenizers/bpe/tokenizer';
import { keptAssets } from '../../lib/keptAssets';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const assets = path.join(root, 'node_modules', '.cache', 'tokoscope', 'test-assets');

interface VocabularyBuilder {
  buildVocabularies(folder: string): Promise<void>;
}

/** Reads an asset as the build makes it. */
export const loadAsset = keptAssets(async (name) => new Uint8Array(await readFile(path.join(assets, name))));

let built: Promise<void> | undefined;

/** Makes the assets from tiktoken's ranks; what is up to date stays. */
async function build(): Promise<void> {
  const script = path.join(root, 'scripts', 'assets', 'vocabularies.mjs');
  await ((await import(script)) as VocabularyBuilder).buildVocabularies(assets);
}

/** A tokenizer of its own, on assets made from tiktoken's ranks. */
export async function open(name: string): Promise<BpeTokenizer> {
  await (built ??= build());
  return loadTokenizer(name, loadAsset);
}

/** What tiktoken's package says of an encoding. */
export interface TiktokenData {
  pat_str: string;
  special_tokens: Record<string, number>;
  /** Lines of "! FIRST_RANK TOKEN TOKEN…", tokens in base64. */
  bpe_ranks: string;
}

/** Reads the encoding's file of the package, which has none for o200k_harmony: that is o200k_base with other specials. */
export function tiktokenData(name: string): TiktokenData {
  const folder = path.join(root, 'node_modules', 'tiktoken', 'encoders');
  const file = `${name === 'o200k_harmony' ? 'o200k_base' : name}.json`;
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as TiktokenData;
}

/** tiktoken's own ids. It breaks down on runs without a split of over 20 KB: give it none. */
export function reference(name: string): (text: string) => Uint32Array {
  const { bpe_ranks, pat_str, special_tokens } = tiktokenData(name);
  const tiktoken = new Tiktoken(bpe_ranks, special_tokens, pat_str);
  return (text) => tiktoken.encode_ordinary(text);
}

/** One encoding for each set of ranks. */
export const NAMES = ['o200k_base', 'cl100k_base', 'p50k_base', 'r50k_base'] as const;

/** Folders with sources in many languages that every checkout has. */
const FOLDERS = [
  'tree-sitter-c',
  'tree-sitter-cpp',
  'tree-sitter-go',
  'tree-sitter-java',
  'tree-sitter-javascript',
  'tree-sitter-python',
  'tree-sitter-rust',
  'tree-sitter-typescript',
  'fast-check',
  'typescript/lib',
  'web-tree-sitter',
  'mocha',
];
const SOURCES = /\.(c|cc|cpp|h|go|java|js|mjs|cjs|ts|json|md|py|rs|scm|swift|toml|gyp|html|css|map)$/;

/** Real source files, up to so many of each folder, each no longer than `longest` units. */
export async function sources(perFolder = 12, longest = 30_000): Promise<{ file: string; text: string }[]> {
  const found: { file: string; text: string }[] = [];
  for (const folder of FOLDERS) {
    const base = path.join(root, 'node_modules', folder);
    const files = (await readdir(base, { recursive: true })).filter((file) => SOURCES.test(file)).sort();
    const step = Math.max(1, Math.floor(files.length / perFolder));
    for (let i = 0; i < files.length; i += step) {
      const file = path.join(base, files[i]!);
      found.push({ file, text: (await readFile(file, 'utf8')).slice(0, longest) });
    }
  }
  return found;
}

/** Pieces of text that between them reach every branch of the split patterns. */
export const HOSTILE = [
  ...["'", 's', 'S', 't', 'll', 'LL', 're', 'Re', 'a', 'B', 'Zz', 'foo', 'BAR', "don't", 'ß', 'é', 'é'],
  ...['1', '23', '4567', '४', 'Ⅷ', '½', '٣', '𝟘'],
  ...[' ', '  ', '        ', '\t', '\n', '\r', '\r\n', '\n\n\n', '\u0085', '\u00a0', '\u2028', '\u3000'],
  ...['\n    \n', '    \n\n        return x;\n', ' x '],
  ...['/', '//', '.', '()', '{', '}', '_', '-', '=>', '<|endoftext|>', '\0', '\ufeff', '\u200b'],
  ...['中', '文字', 'ア', '한', 'א', 'ا', 'ا\u064b', 'का', '\u0301', 'ǅ', 'ʰ', 'ſ', 'K', 'ﬁ', 'İ'],
  ...['😀', '👩\u200d👧', '𝒳', '\ud800', '\udc00', '\ud83d', '\ude00'],
];

/** Texts of hostile pieces. */
export const hostileText = fc
  .array(fc.constantFrom(...HOSTILE), { maxLength: 24 })
  .map((pieces) => pieces.join(''));

/** Texts of any UTF-16 units, lone surrogates among them, from all planes. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x10ffff }).map((codePoint) => String.fromCodePoint(codePoint)),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.integer({ min: 0, max: 0x24f }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(...HOSTILE),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

/** Index of the first difference of two arrays, -1 for none. (`toEqual` takes its time over long ones.) */
export function firstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    if (a[i] !== b[i]) return i;
  }
  return a.length === b.length ? -1 : shorter;
}

/** Two runs of tokens, all their arrays compared. */
export function expectSameRun(actual: TokenRun, expected: TokenRun): void {
  for (const field of ['ids', 'starts', 'ends', 'byteEnds', 'partial'] as const) {
    expect(firstDifference(actual[field], expected[field]), field).toBe(-1);
  }
  for (const field of ['first', 'start', 'byteStart', 'length'] as const) {
    expect(actual[field], field).toBe(expected[field]);
  }
}
