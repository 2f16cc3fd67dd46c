import type { TokenId, Vocabulary } from '../engine/engine';
import type { SurprisalParams, SurprisalToken } from '../protocol';
import type { TokenReading } from './distribution';
import type { PredictedToken } from './identifiers';
import type { TokenPlace } from './places';

/**
 * Natural logarithm of the smallest number that probabilities in single precision have: what is said of a token that
 * an engine calls impossible, which is then not exact.
 */
const LEAST_LOG_PROBABILITY = Math.log(2 ** -149);

/** A token as the answer has it; without a reading, nothing is known of its probability. */
export function tokenOf(
  id: TokenId,
  { partial, ...place }: TokenPlace,
  reading: TokenReading | undefined,
  { top, entropy }: Pick<SurprisalParams, 'top' | 'entropy'>,
  vocabulary: Vocabulary,
): SurprisalToken {
  return {
    id,
    ...place,
    text: textOf(id, vocabulary),
    ...(partial ? { partial } : {}),
    logprob: reading ? Math.max(reading.logProbability, LEAST_LOG_PROBABILITY) : null,
    rank: reading?.rank ?? null,
    ...(entropy === true ? { entropy: reading?.entropy ?? null } : {}),
    ...(top > 0 ? { alternatives: alternativesOf(reading, top, vocabulary) } : {}),
  };
}

function alternativesOf(reading: TokenReading | undefined, top: number, vocabulary: Vocabulary) {
  return (reading?.likeliest ?? []).slice(0, top).map(({ id, logProbability }) => ({
    id,
    text: textOf(id, vocabulary),
    probability: Math.exp(logProbability),
  }));
}

function textOf(id: TokenId, vocabulary: Vocabulary): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(vocabulary.tokenBytes(id));
}

/** The model's first choices at the places of tokens. */
export function predicted(
  tokens: readonly SurprisalToken[],
  readings: readonly (TokenReading | undefined)[],
  vocabulary: Vocabulary,
): PredictedToken[] {
  return tokens.map(({ start, end, rank }, i) => {
    const best = readings[i]?.likeliest[0];
    return { start, end, rank, best: best && textOf(best.id, vocabulary) };
  });
}
