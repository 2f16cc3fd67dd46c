import { describe, expect, it } from 'vitest';
import type { Engine, TokenId } from '../../../sidecar/engine/engine';
import { canonicalOf } from '../../../sidecar/boundary/canonical';
import { contextTree, firstChoice } from '../../../sidecar/boundary/contextTree';
import { contextsOf, Members } from '../../../sidecar/boundary/cover';
import { NodeLogits } from '../../../sidecar/boundary/nodeLogits';
import { Reader } from '../../../sidecar/boundary/reader';
import { cutTail } from '../../../sidecar/boundary/safeCut';
import { startAtBoundary } from '../../../sidecar/boundary/start';
import { tokenTrieOf } from '../../../sidecar/boundary/tokenTrie';
import { weigh, type WeighedRow } from '../../../sidecar/boundary/weigh';
import { never } from '../sidecar/lib/openEngine';
import { TableEngine } from './lib/tableEngine';
import { probabilityOf, toyModel } from './lib/toyModel';
import { textsOf, ToyVocabulary } from './lib/toyVocabulary';

const vocabulary = new ToyVocabulary();
const ALL = { temperature: 1, leastShare: 0, most: 1000, mostAsked: 1000 };

/** Rows of the whole cover of a text, with their probabilities given that the text begins. */
async function coverOf(engine: Engine, text: string) {
  const trie = tokenTrieOf(vocabulary);
  const canonical = canonicalOf(vocabulary);
  const tokens = [vocabulary.begin, ...vocabulary.tokenize(text)];
  const tail = cutTail({ vocabulary, tokens, tailTokens: tokens.length - 1, trie, canonical })!;
  const bytes = (id: TokenId): Uint8Array => vocabulary.tokenBytes(id);
  const contexts = contextsOf(tail, trie, canonical, bytes);
  const root = contextTree(contexts);
  const reader = new Reader(engine, tail.kept, never);
  const rows = await weigh(root, new NodeLogits(reader, undefined), new Members(trie, canonical, bytes), ALL);
  return { tail, rows, shared: firstChoice(root).path };
}

function start(engine: Engine, text: string, temperature = 0, seed = 1) {
  const tokens = [vocabulary.begin, ...vocabulary.tokenize(text)];
  const want = { temperature, seed };
  return startAtBoundary('exact', { engine, tokens, tailTokens: tokens.length - 1, want, signal: never });
}

describe('the cover of a text', () => {
  it('sums up to the probability of all rows that begin with it, for all 510 texts of up to 8 letters', async () => {
    // The model also gives a share to rows that the tokenizer never makes: they must not count.
    const next = toyModel(vocabulary, 1, 0.1);
    const engine = new TableEngine(vocabulary, next);
    let texts = 0;
    for (let length = 1; length <= 8; length++) {
      for (const text of textsOf(length)) {
        const { tail, rows } = await coverOf(engine, text);
        const kept = tail.kept
          .slice(1)
          .reduce((product, token, at) => product * next(tail.kept.slice(0, at + 1))[token]!, 1);
        const sum = rows.reduce((total, { logProbability }) => total + Math.exp(logProbability), 0);
        expect(sum * kept, text).toBeCloseTo(probabilityOf(vocabulary, next, text), 6);
        for (const { tokens } of rows)
          expect(vocabulary.isValid([...tail.kept.slice(1), ...tokens])).toBe(true);
        texts++;
      }
    }
    expect(texts).toBe(510);
  });

  it.each(['aba', 'abab'])('gives other next letters than healing by one token after %s', (text) => {
    const next = toyModel(vocabulary, 3);
    const exact = probabilityOf(vocabulary, next, `${text}a`) / probabilityOf(vocabulary, next, text);
    const own = vocabulary.tokenize(text);
    const healed = healedProbability(next, own, 'a');
    expect(Math.abs(exact - healed)).toBeGreaterThan(0.005);
  });
});

/** Probability of a letter after a text whose last token is taken back and chosen again. */
function healedProbability(
  next: ReturnType<typeof toyModel>,
  own: readonly TokenId[],
  letter: string,
): number {
  const before = [vocabulary.begin, ...own.slice(0, -1)];
  const last = vocabulary.text(own.slice(-1));
  const text = (id: TokenId): string => vocabulary.text([id]);
  const ids = Array.from({ length: vocabulary.begin }, (_, id) => id);
  const fitting = ids.filter((id) => text(id).startsWith(last));
  const row = next(before);
  const whole = fitting.reduce((sum, id) => sum + row[id]!, 0);
  return fitting.reduce((sum, id) => {
    const share = row[id]! / whole;
    if (text(id) !== last) return sum + (text(id)[last.length] === letter ? share : 0);
    const after = next([...before, id]);
    return (
      sum +
      share * ids.filter((other) => text(other).startsWith(letter)).reduce((s, other) => s + after[other]!, 0)
    );
  }, 0);
}

describe('the boundary method', () => {
  const TEXTS = [1, 2, 3, 4, 5, 6].flatMap(textsOf);

  it.each([true, false])(
    'takes the token that is likeliest given the bytes, again and again (logits cheap: %s)',
    async (cheap) => {
      for (const seed of [1, 2, 3]) {
        const next = toyModel(vocabulary, seed, 0.1);
        const engine = new TableEngine(vocabulary, next, cheap);
        for (const text of TEXTS) {
          const { tail, rows } = await coverOf(engine, text);
          const started = await start(engine, text);
          if (started.method === 'off') {
            expect(rows, text).toHaveLength(1);
            continue;
          }
          expect(started.method).toBe('exact');
          expect(started.tokens, text).toEqual([...tail.kept, ...greedily(rows)]);
          expect(text + Buffer.from(started.written).toString()).toBe(
            vocabulary.text(started.tokens.slice(1)),
          );
          expect(engine.cached).toEqual(started.tokens.slice(0, -1));
        }
      }
    },
  );

  /** Token by token, the one whose rows weigh most together. */
  function greedily(rows: readonly WeighedRow[]): readonly TokenId[] {
    let left = rows;
    for (let at = 0; left.length > 1; at++) {
      const weights = new Map<TokenId, number>();
      for (const { tokens, logProbability } of left) {
        weights.set(tokens[at]!, (weights.get(tokens[at]!) ?? 0) + Math.exp(logProbability));
      }
      const [token] = [...weights].reduce((best, next) => (next[1] > best[1] ? next : best));
      left = left.filter(({ tokens }) => tokens[at] === token);
    }
    return left[0]!.tokens;
  }

  it('draws rows by their probability (chi-square over 6,000 draws)', async () => {
    for (const [text, temperature] of [
      ['a', 1],
      ['abb', 1],
      ['ab', 0.7],
    ] as const) {
      const engine = new TableEngine(vocabulary, toyModel(vocabulary, 5));
      const { rows } = await coverOf(engine, text);
      const expected = temperature === 1 ? rows : await tempered(engine, text, temperature);
      const weights = expected.map(({ logProbability }) => Math.exp(logProbability));
      const whole = weights.reduce((sum, weight) => sum + weight, 0);
      const counts = new Map<string, number>();
      const draws = 6000;
      for (let seed = 0; seed < draws; seed++) {
        const key = (await start(engine, text, temperature, seed)).tokens.slice(1).join();
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      let chiSquare = 0;
      expected.forEach(({ tokens }, at) => {
        const mean = (draws * weights[at]!) / whole;
        chiSquare += ((counts.get(tokens.join()) ?? 0) - mean) ** 2 / mean;
      });
      expect([...counts.values()].reduce((a, b) => a + b)).toBe(draws);
      expect(counts.size).toBeLessThanOrEqual(expected.length);
      // The 99.9th percentile of chi-square with 2 and with 3 degrees of freedom.
      expect([3, 4]).toContain(expected.length);
      expect(chiSquare, text).toBeLessThan(expected.length === 3 ? 13.8 : 16.3);
    }
  });

  /** The cover under the model whose probabilities are raised to 1 / temperature. */
  async function tempered(engine: TableEngine, text: string, temperature: number) {
    const next = toyModel(vocabulary, 5);
    const warm = new TableEngine(vocabulary, (tokens) => {
      const raised = next(tokens).map((probability) => probability ** (1 / temperature));
      const sum = raised.reduce((total, weight) => total + weight, 0);
      return raised.map((weight) => weight / sum);
    });
    expect(engine.vocabulary).toBe(vocabulary);
    return (await coverOf(warm, text)).rows;
  }
});
