import { BpeTokenizer } from '../bpe/bpeTokenizer';
import type { Tokenizer } from '../bpe/tokenizer';
import { isAscii, unitsOfAscii } from './ascii';
import { decodeText } from './decode';
import { detectStart } from './detect';
import type { TextEncoding } from './encoding';
import { type Chunks, decodeChunks, detectChunks } from './largeText';
import { streamCounter } from './streamCounter';

/** What was found in a file. */
export interface CountedText {
  readonly encoding: TextEncoding;
  /** Bytes, of UTF-16 characters, that are no text; see encodingNote. */
  readonly invalid: number;
  /** Numbers of tokens, in the order of the tokenizers. */
  readonly counts: readonly number[];
}

/** A file's counts, or why there are none (the words complete "The file is …" or "The file …"). */
export type Counted = CountedText | { readonly problem: string };

/**
 * Counts the bytes of a whole file. They are decoded once for all tokenizers. A byte that is no text counts as one
 * token, that of the byte.
 */
export function countBytes(bytes: Uint8Array, tokenizers: readonly Tokenizer[]): Counted {
  if (tokenizers.every((one) => one instanceof BpeTokenizer) && isPlain(bytes)) {
    const units = unitsOfAscii(bytes);
    const counts = tokenizers.map((one) => countUnits(one, units, bytes.length));
    return { encoding: 'utf-8', invalid: 0, counts };
  }
  const content = decodeText(bytes);
  if ('problem' in content) return content;
  const { encoding, texts, invalid } = content;
  const untokenized = isDamaged(encoding) ? invalid : 0;
  const counts = tokenizers.map((one) => texts.reduce((sum, text) => sum + one.count(text), untokenized));
  return { encoding, invalid, counts };
}

/** True of ASCII text, which most code is. */
function isPlain(bytes: Uint8Array): boolean {
  return isAscii(bytes) && detectStart(bytes) === 'utf-8 if valid';
}

function countUnits({ scanner, encoder }: BpeTokenizer, units: Uint16Array, length: number): number {
  let count = 0;
  for (let start = 0; start < length;) {
    const end = scanner.next(units, start, length);
    count += encoder.encode(units, start, end);
    start = end;
  }
  return count;
}

/**
 * Counts a large file in bounded memory (tokenizers that take only whole texts apart). `open` is called twice: what
 * the bytes are is known only at their end.
 */
export function countChunks(open: () => Chunks, tokenizers: readonly Tokenizer[]): Counted {
  const detected = detectChunks(open());
  if ('problem' in detected) return detected;
  const { encoding } = detected;
  const counters = tokenizers.map(streamCounter);
  const counts = tokenizers.map(() => 0);
  const endStretch = (): void => counters.forEach((counter, i) => (counts[i]! += counter.finish()));
  let invalid = 0;
  for (const chunk of decodeChunks(open(), encoding)) {
    for (const counter of counters) counter.add(chunk.text);
    invalid += chunk.invalid;
    if (chunk.invalid > 0 && isDamaged(encoding)) endStretch();
  }
  endStretch();
  const untokenized = isDamaged(encoding) ? invalid : 0;
  return { encoding, invalid, counts: counts.map((count) => count + untokenized) };
}

function isDamaged(encoding: TextEncoding): boolean {
  return encoding === 'utf-8-damaged';
}
