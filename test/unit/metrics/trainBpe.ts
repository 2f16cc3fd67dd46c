import type { BpeTokenizer } from '../../../language-tokenizers/bpe/bpeTokenizer';
import { smallTokenizer } from './support';

/** Bytes as a text of one character each. */
type Symbol = string;

/**
 * Trains a byte-level BPE with GPT-2's pre-tokens by the rule of the textbook: again and again, the pair that is most
 * frequent in the words is merged; of pairs that are equally frequent, the first one found. Words may count in
 * fractions.
 */
export function trainBpe(words: ReadonlyMap<string, number>, merges: number): BpeTokenizer {
  const tokens: Symbol[] = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
  let corpus = [...words].map(([word, count]) => ({
    symbols: Array.from(Buffer.from(word), (byte) => String.fromCharCode(byte)),
    count,
  }));
  corpus = corpus.filter(({ symbols }) => symbols.length > 1);
  const pairs = new Map<string, { left: Symbol; right: Symbol; count: number; places: Set<number> }>();
  const account = (place: number, sign: 1 | -1): void => {
    const { symbols, count: times } = corpus[place]!;
    for (let i = 1; i < symbols.length; i++) {
      const [left, right] = [symbols[i - 1]!, symbols[i]!];
      const key = `${left.length} ${left}${right}`;
      const pair = pairs.get(key) ?? { left, right, count: 0, places: new Set() };
      pairs.set(key, pair);
      pair.count += sign * times;
      pair.places.add(place);
    }
  };
  corpus.forEach((_, place) => account(place, 1));
  const known = new Set(tokens);
  while (tokens.length < 256 + merges) {
    let best: { left: Symbol; right: Symbol; count: number; places: Set<number> } | undefined;
    for (const pair of pairs.values()) if (pair.count > (best?.count ?? 1e-9)) best = pair;
    if (!best) break;
    const { left, right, places } = best;
    // Two pairs may spell one token; a vocabulary has it once.
    if (!known.has(left + right)) tokens.push(left + right);
    known.add(left + right);
    for (const place of [...places]) {
      account(place, -1);
      corpus[place]!.symbols = merged(corpus[place]!.symbols, left, right);
      account(place, 1);
    }
    best.count = 0;
  }
  return smallTokenizer(tokens.map((token) => Buffer.from(token, 'latin1')));
}

function merged(symbols: readonly Symbol[], left: Symbol, right: Symbol): Symbol[] {
  const kept: Symbol[] = [];
  for (let i = 0; i < symbols.length; i++) {
    if (symbols[i] === left && symbols[i + 1] === right) {
      kept.push(left + right);
      i++;
    } else kept.push(symbols[i]!);
  }
  return kept;
}
