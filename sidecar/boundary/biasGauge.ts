import type { Engine, TokenId } from '../engine/engine';
import { logNormaliser } from '../engine/logits';
import type { BiasGauge, RankedByte } from '../protocol';
import { END_OF_TEXT, endTokens, NextByte, type NextByteRequest } from './nextByte';
import { Reader } from './reader';
import { tokenTrieOf } from './tokenTrie';

/** Bytes in each list. */
const SHOWN = 8;
const LEAST = 1e-12;

/** Measures the bias at the end of a prompt; undefined where no safe cut is found in it. */
export async function biasGauge(request: NextByteRequest): Promise<BiasGauge | undefined> {
  const next = await NextByte.at(request);
  if (next === undefined) return undefined;
  const exact = await next.distribution();
  const naive = await naiveDistribution(request.engine, request.tokens, request.signal);
  return { naive: top(naive), exact: top(exact), ...distances(exact, naive) };
}

/** Probabilities of the next byte after these very tokens: those of the tokens that begin with it. */
export async function naiveDistribution(
  engine: Engine,
  tokens: readonly TokenId[],
  signal: AbortSignal,
): Promise<Float64Array> {
  const { vocabulary } = engine;
  const logits = await new Reader(engine, tokens, signal).after([]);
  const whole = logNormaliser(logits);
  const weights = new Float64Array(END_OF_TEXT + 1);
  const trie = tokenTrieOf(vocabulary);
  for (let at = 0; at < trie.size; at++) {
    const id = trie.idAt(at);
    weights[vocabulary.tokenBytes(id)[0]!]! += Math.exp(logits[id]! - whole);
  }
  for (const id of endTokens(vocabulary)) weights[END_OF_TEXT]! += Math.exp(logits[id]! - whole);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Total variation distance, and relative entropy of the first to the second in nats. */
export function distances(
  exact: Float64Array,
  naive: Float64Array,
): Pick<BiasGauge, 'totalVariation' | 'klNats'> {
  let totalVariation = 0;
  let klNats = 0;
  exact.forEach((probability, byte) => {
    totalVariation += Math.abs(probability - naive[byte]!) / 2;
    if (probability > 0) klNats += probability * Math.log(probability / Math.max(LEAST, naive[byte]!));
  });
  return { totalVariation, klNats: Math.max(0, klNats) };
}

function top(distribution: Float64Array): RankedByte[] {
  return Array.from(distribution, (probability, byte) => ({ byte, label: labelOf(byte), probability }))
    .filter(({ probability }) => probability > 0)
    .sort((a, b) => b.probability - a.probability)
    .slice(0, SHOWN);
}

function labelOf(byte: number): string {
  if (byte === END_OF_TEXT) return 'end';
  if (byte >= 0x21 && byte < 0x7f) return String.fromCharCode(byte);
  const named: Readonly<Record<number, string>> = { 0x20: 'space', 0x0a: '\\n', 0x09: '\\t', 0x0d: '\\r' };
  return named[byte] ?? `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
