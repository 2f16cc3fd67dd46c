import type { RandomAccess } from '../gguf/byteReader';
import { GGUF } from './formats/gguf';
import type { TokenizerCache } from './host';
import type { FormatResult, Names, TokenizerFormat } from './formats/format';
import { TEKKEN } from './formats/tekken';
import { TOKENIZER_JSON } from './formats/tokenizerJson';

/** The first that matches counts. */
const FORMATS: readonly TokenizerFormat[] = [GGUF, TEKKEN, TOKENIZER_JSON];

/** Files to look for in a folder, the best first. */
export const FILE_NAMES: readonly string[] = [TOKENIZER_JSON, TEKKEN].flatMap(({ fileNames }) => fileNames);

const START = 4096;

/** Makes a tokenizer of a file, whatever its kind; rejects with an Error of one sentence. */
export async function openFormat(
  file: RandomAccess,
  names: Names,
  cache?: TokenizerCache,
): Promise<FormatResult> {
  const start = file.read(0, Math.min(START, file.size));
  const format = FORMATS.find(({ matches }) => matches(start));
  if (!format) throw new Error('It is no tokenizer.json, no tekken.json and no GGUF file.');
  return format.open(file, names, cache);
}

/** Bytes that are in memory already, to be read like a file. */
export function inMemory(bytes: Uint8Array): RandomAccess {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}
