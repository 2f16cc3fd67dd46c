import type { SurprisalResult } from '../../sidecar/protocol';
import { engineDocument } from '../output/engine';

/** The JSON document of `surprisal`; lines count from 1. */
export function toDocument(result: SurprisalResult, withLines: boolean, engine: string) {
  return {
    tokens: result.tokens.values(),
    bitsPerByte: result.bitsPerByte,
    perplexity: result.perplexity,
    logprob: result.logprob,
    scoredTokens: result.scoredTokens,
    scoredBytes: result.scoredBytes,
    exact: result.exact,
    lines: withLines ? result.lines.map((line) => ({ ...line, line: line.line + 1 })) : undefined,
    units: result.units,
    identifiers: result.identifiers,
    stats: result.stats,
    engine: engineDocument(engine, result.model),
  };
}
