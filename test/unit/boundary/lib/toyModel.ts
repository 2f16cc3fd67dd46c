import type { TokenId } from '../../../../sidecar/engine/engine';
import type { NextToken } from './tableEngine';
import type { ToyVocabulary } from './toyVocabulary';

/**
 * A model of the toy that knows its tokenizer: only rows that it makes have a probability, each of them another, and
 * any may end.
 *
 * @param leak share of the probability that goes to rows that the tokenizer never makes
 */
export function toyModel(vocabulary: ToyVocabulary, seed: number, leak = 0): NextToken {
  const known = new Map<string, Float64Array>();
  return (tokens) => {
    const key = tokens.join();
    let row = known.get(key);
    if (row === undefined) {
      row = nextOf(vocabulary, tokens, hash(`${seed} ${key}`), leak);
      known.set(key, row);
    }
    return row;
  };
}

function nextOf(
  vocabulary: ToyVocabulary,
  tokens: readonly TokenId[],
  seed: number,
  leak: number,
): Float64Array {
  const after = tokens.filter((id) => id < vocabulary.begin);
  let state = seed;
  const random = (): number => {
    state = hash(String(state));
    return state / 2 ** 32;
  };
  const weights = Float64Array.from({ length: vocabulary.size }, (_, id) => {
    const weight = random() ** 3 + 0.02;
    if (id === vocabulary.begin) return 0;
    if (id === vocabulary.end) return 0.3;
    return vocabulary.isValid([...after, id]) ? weight : leak * weight;
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** 32 bits that depend on each character (FNV-1a, and the finaliser of MurmurHash3). */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Probability that a text begins with `text`: the sum over all rows of tokens that do, valid ones only. */
export function probabilityOf(vocabulary: ToyVocabulary, next: NextToken, text: string): number {
  const from = (tokens: readonly TokenId[], probability: number): number => {
    const spelled = vocabulary.text(tokens);
    if (spelled.length >= text.length) return spelled.startsWith(text) ? probability : 0;
    if (!text.startsWith(spelled)) return 0;
    const row = next([vocabulary.begin, ...tokens]);
    let sum = 0;
    for (let id = 0; id < vocabulary.begin; id++) {
      if (row[id]! > 0 && vocabulary.isValid([...tokens, id]))
        sum += from([...tokens, id], probability * row[id]!);
    }
    return sum;
  };
  return from([], 1);
}
