import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import type { Tokenizer } from '../../../language-tokenizers/bpe/tokenizer';
import { openFormat } from '../../../language-tokenizers/registry/formats';
import { openFile } from '../../../node/openFile';
import { openLlama } from '../sidecar/lib/openLlama';

export const root = path.resolve(import.meta.dirname, '../../..');

/** A folder that goes when the test file ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tokoscope-gguf-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Our tokenizer of a file. */
export async function openOurs(file: string): Promise<Tokenizer> {
  const names = { name: path.basename(file), displayName: path.basename(file), source: 'file' };
  const source = openFile(file);
  try {
    return (await openFormat(source, names)).tokenizer;
  } finally {
    source.close();
  }
}

/** llama.cpp's own tokens of a file's vocabulary, until the test ends. */
export async function openTheirs(file: string): Promise<(text: string) => number[]> {
  const model = await (await openLlama()).loadModel({ modelPath: file, vocabOnly: true });
  onTestFinished(() => model.dispose());
  return (text) => model.tokenize(text, false);
}

/** Sources of this project, other languages' samples and prose. */
export const SOURCES: readonly string[] = [
  'cli',
  'language-tokenizers/bpe',
  'docs',
  'test/fixtures/languages',
]
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name, parentPath }) => path.join(parentPath, name)),
  )
  .sort()
  .map((file) => readFileSync(file, 'utf8'))
  .filter((text) => text.length < 50_000 && !text.includes('\0'));

/** What tokenizers stumble over; without NUL, at which the text would end for llama.cpp. */
export const HOSTILE: readonly string[] = [
  ...[
    '',
    ' ',
    '  ',
    '\n',
    '\n\n\n',
    '\r\n\r\n',
    ' \n \n',
    '\t\t x',
    '   before',
    'after   ',
    'x  y   z    w',
  ],
  ...['a'.repeat(2000), `${' '.repeat(300)}x`, '='.repeat(500), '\n'.repeat(300), 'ab'.repeat(700)],
  ...["I'm we'll DON'T 'S's'", '1234567890 12 ٣٤٥ ½ Ⅷ', 'f(x)=>{return x**2;}//c', '<0x0A> <0xFF>'],
  ...['日本語のテキスト、漢字 と かな', 'Привет МИР мИр', '한국어 텍스트', '😀👩‍👩‍👧‍👦🇩🇪', '𝒜𝒷𝒸 𐐀𐐨 𠀀𪜀'],
  ...['\u00a0\u2003x\u3000y', '\u0001\u007f\u0085', '\u180e\u200b\u2028a\u2029b', '\ufeffbom', '▁▁x ▁ y'],
  ...['…—“quotes” ‘a’', '<|endoftext|><s></s><unk><pad>', 'x</s>y', 'ªº ﬁ ß'],
];

/** Texts in which llama.cpp's own patterns come only close to those of some models. */
export const MARKED: readonly string[] = [
  ...['e\u0301 n\u0303 a\u0300b\u0300', 'नमस्ते', 'שָׁלוֹם', 'Ünïcödé Straße ÉTÉ été aÉb', 'ǅ ʰ', 'мИр'],
];
