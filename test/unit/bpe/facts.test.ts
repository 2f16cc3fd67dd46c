import { describe, expect, it } from 'vitest';
import { type MergeNode, neighbours, tokenFacts } from '../../../language-tokenizers/bpe/facts';
import { NAMES, open, reference, tiktokenData } from './support';

/** One token in so many is looked at. */
const STEP = 97;

describe.each(NAMES)('facts of tokens in %s', async (name) => {
  const tokenizer = await open(name);
  const tiktoken = reference(name);
  const ranks = ranksOf(tiktokenData(name).bpe_ranks);
  const some = [...ranks].filter((_, i) => i < 300 || i % STEP === 0);

  it('say how merging makes a token, down to bytes', () => {
    for (const [bytes, rank] of some) {
      const { merge, rank: stated } = tokenFacts(tokenizer, rank);
      expect(stated).toBe(rank);
      expect(pathOf(merge!), JSON.stringify(bytes)).toEqual(pathByRank(ranks, bytes));
    }
  });

  it('say whether a token’s own text becomes it, and what else', () => {
    let unreachable = 0;
    for (const [bytes, rank] of some) {
      const facts = tokenFacts(tokenizer, rank);
      const buffer = Buffer.from(bytes, 'latin1');
      expect(Buffer.from(facts.bytes).equals(buffer)).toBe(true);
      const text = buffer.toString();
      const isText = Buffer.from(text).equals(buffer);
      expect(facts.text).toBe(isText ? text : undefined);
      expect([...facts.becomes]).toEqual(isText ? [...tiktoken(text)] : [rank]);
      expect(facts.reachable).toBe(facts.becomes.length === 1);
      if (!facts.reachable) unreachable++;
    }
    expect(unreachable).toBeLessThan(some.length / 10);
  });

  it('say that a special token is none of the merged ones', () => {
    const facts = tokenFacts(tokenizer, tokenizer.specialTokens.get('<|endoftext|>')!);
    expect(facts).toMatchObject({ special: true, text: '<|endoftext|>', reachable: false });
    expect(facts.merge).toBeUndefined();
    expect(facts.rank).toBeUndefined();
    expect([...facts.becomes]).toEqual([...tiktoken('<|endoftext|>')]);
  });

  it('reject an id without a token', () => {
    expect(() => tokenFacts(tokenizer, 10_000_000)).toThrow(RangeError);
  });

  it('say what a text becomes in other places', () => {
    for (const text of [
      'return',
      'Foo',
      'x',
      '12345',
      '  two',
      '\n',
      '()',
      '中文',
      '👍🏽',
      "'s",
      'getElementById',
    ]) {
      for (const { before, count, ids, joined } of neighbours(tokenizer, text)) {
        const all = [...tiktoken(before + text)];
        expect(all.slice(all.length - count), JSON.stringify(before + text)).toEqual([...ids]);
        // The tokens are the fewest whose bytes have all of the text's.
        const bytes = ids.reduce((sum, id) => sum + tokenizer.tokenBytes(id).length, 0);
        const first = tokenizer.tokenBytes(ids[0]!).length;
        const wanted = Buffer.byteLength(text);
        expect(bytes).toBeGreaterThanOrEqual(wanted);
        expect(bytes - first).toBeLessThan(wanted);
        expect(joined).toBe(bytes > wanted);
      }
    }
  });
});

// o200k_base has a dozen of them: the pattern that text is split by is not the one that its tokens were made with.
it('knows the tokens that no text becomes', async () => {
  const tokenizer = await open('o200k_base');
  const tiktoken = reference('o200k_base');
  for (const [id, text] of [
    [3413, " I'"],
    [24_091, '\r\n//'],
    [99_494, ' 亚洲AV'],
  ] as const) {
    const facts = tokenFacts(tokenizer, id);
    expect(facts).toMatchObject({ text, reachable: false, rank: id, special: false });
    expect(facts.merge?.id).toBe(id);
    expect([...facts.becomes]).toEqual([...tiktoken(text)]);
  }
});

/** Ranks of tokens by their bytes as Latin-1. */
function ranksOf(text: string): Map<string, number> {
  const ranks = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, first, ...tokens] = line.split(' ');
    tokens.forEach((token, i) =>
      ranks.set(Buffer.from(token, 'base64').toString('latin1'), Number(first) + i),
    );
  }
  return ranks;
}

type Path = number | [number, Path, Path];

function pathOf({ id, parts }: MergeNode): Path {
  return parts ? [id, pathOf(parts[0]), pathOf(parts[1])] : id;
}

/** From the top down: merging with only the tokens of lower rank must leave a token's two parts. */
function pathByRank(ranks: ReadonlyMap<string, number>, bytes: string): Path {
  const rank = ranks.get(bytes)!;
  if (bytes.length === 1) return rank;
  let parts = bytes.split('');
  for (;;) {
    const joined = parts.slice(1).map((part, i) => ranks.get(parts[i]! + part) ?? Infinity);
    const best = Math.min(...joined);
    if (best >= rank) break;
    const at = joined.indexOf(best);
    parts = [...parts.slice(0, at), parts[at]! + parts[at + 1]!, ...parts.slice(at + 2)];
  }
  expect(parts).toHaveLength(2);
  return [rank, pathByRank(ranks, parts[0]!), pathByRank(ranks, parts[1]!)];
}
