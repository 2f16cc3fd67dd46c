import { BpeTokenizer } from '../../../language-tokenizers/bpe/bpeTokenizer';
import { Gpt2Scanner } from '../../../language-tokenizers/bpe/scanners/gpt2';
import type { Scanner } from '../../../language-tokenizers/bpe/scanners/scanner';
import type { Tokenizer } from '../../../language-tokenizers/bpe/tokenizer';
import { Vocabulary } from '../../../language-tokenizers/bpe/vocabulary';
import { packTokens } from '../../../language-tokenizers/bpe/vocabularyFormat';
import { tokenizeText } from '../../../language-tokenizers/merging/tokenize';
import type { TokenizedText } from '../../../language-tokenizers/merging/tokenizedText';
import type { MetricResult, SampleMetric } from '../../../language-tokenizers/metrics/metric';
import { Measurement } from '../../../language-tokenizers/metrics/metrics';
import { languageById } from '../../../language-tokenizers/syntax/languages';
import { syntax } from '../syntax/support';

/** A byte-pair tokenizer of tokens in the order of their ranks, with GPT-2's pre-tokens. */
export function smallTokenizer(
  tokens: readonly Uint8Array[],
  specialTokens: Record<string, number> = {},
  createScanner: () => Scanner = () => new Gpt2Scanner(),
): BpeTokenizer {
  return new BpeTokenizer({
    name: 'small',
    displayName: 'small',
    exact: true,
    source: 'made for a test',
    vocabulary: new Vocabulary(packTokens(tokens)),
    createScanner,
    specialTokens,
  });
}

/** All single bytes. */
export const BYTES: readonly Uint8Array[] = Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte));

/** All bytes, then these texts: each must be two tokens before it joined. */
export function tokenizerWith(texts: readonly string[], specials?: Record<string, number>): BpeTokenizer {
  return smallTokenizer([...BYTES, ...texts.map((text) => Buffer.from(text))], specials);
}

/** A text without units. */
export function plain(text: string, tokenizer: Tokenizer): TokenizedText {
  return tokenizeText({ name: 'text', text }, tokenizer);
}

/** A text with the units of a language. */
export async function parsed(text: string, tokenizer: Tokenizer, language: string): Promise<TokenizedText> {
  const document = await syntax.open(languageById(language)!, text);
  try {
    return tokenizeText({ name: 'text', text }, tokenizer, document);
  } finally {
    document.dispose();
  }
}

/** The result of one metric on texts of one tokenizer. */
export async function measure(
  metric: SampleMetric,
  tokenizer: Tokenizer,
  texts: readonly TokenizedText[],
): Promise<MetricResult> {
  const measurement = new Measurement(tokenizer, [metric]);
  for (const text of texts) await measurement.add(text);
  return (await measurement.results())[0]!.result;
}

/** Values by their keys; undefined for what was refused. */
export function valuesOf({ values }: MetricResult): Record<string, number | undefined> {
  return Object.fromEntries(values.map(({ key, value }) => [key, value]));
}

/** A generator of numbers in [0, 1) that are the same every time (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
