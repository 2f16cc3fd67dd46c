import type { SurprisalSums, SurprisalToken } from '../protocol';

/**
 * What tokens cost together. Tokens of unknown probability, and their bytes, are left out.
 *
 * @param bytes of each token, as the model read them
 */
export function sumsOf(
  tokens: readonly Pick<SurprisalToken, 'logprob'>[],
  bytes: readonly number[],
): SurprisalSums {
  let [logprob, scoredTokens, scoredBytes] = [0, 0, 0];
  tokens.forEach((token, i) => {
    if (token.logprob === null) return;
    logprob += token.logprob;
    scoredTokens++;
    scoredBytes += bytes[i]!;
  });
  return {
    logprob,
    scoredTokens,
    scoredBytes,
    bitsPerByte: scoredBytes === 0 ? null : -logprob / Math.LN2 / scoredBytes,
    perplexity: scoredTokens === 0 ? null : Math.exp(-logprob / scoredTokens),
  };
}
