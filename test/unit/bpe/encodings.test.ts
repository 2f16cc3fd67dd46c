import { describe, expect, it } from 'vitest';
import { ENCODINGS, findEncoding, loadTokenizer } from '../../../language-tokenizers/bpe/encodings';
import { mergeByHeap, mergeByScan } from '../../../language-tokenizers/bpe/merge';
import { PieceBytes } from '../../../language-tokenizers/bpe/pieceBytes';
import { TokenArrays } from '../../../language-tokenizers/bpe/tokenArrays';
import { extendHash } from '../../../language-tokenizers/bpe/vocabulary';
import { loadAsset, NAMES, open, tiktokenData } from './support';

const ALL = [
  ['o200k_base', 200_019],
  ['o200k_harmony', 201_088],
  ['cl100k_base', 100_277],
  ['p50k_base', 50_281],
  ['p50k_edit', 50_284],
  ['r50k_base', 50_257],
] as const;

it('lists all of OpenAI’s encodings', () => {
  expect([...ENCODINGS.keys()]).toEqual(ALL.map(([name]) => name));
});

it('knows gpt2 as r50k_base', async () => {
  expect(findEncoding('gpt2')).toBe(ENCODINGS.get('r50k_base'));
  const tokenizer = await loadTokenizer('gpt2', loadAsset);
  const { bpe_ranks, special_tokens, pat_str } = tiktokenData('gpt2');
  expect(tokenizer.name).toBe('r50k_base');
  expect(tiktokenData('r50k_base')).toMatchObject({ bpe_ranks, special_tokens, pat_str });
});

it('has a clear word for a name that it does not know', async () => {
  await expect(loadTokenizer('gpt3', loadAsset)).rejects.toThrow(/No tokenizer "gpt3".*o200k_base/);
});

describe.each(ALL)('%s', async (name, vocabularySize) => {
  const tokenizer = await open(name);
  const { bpe_ranks, pat_str, special_tokens } = tiktokenData(name);
  const ranks = ranksOf(bpe_ranks);

  it('describes what tiktoken has', () => {
    expect(ENCODINGS.get(name)?.pattern).toBe(pat_str);
    expect(ENCODINGS.get(name)?.specialTokens).toMatchObject(special_tokens);
    expect(tokenizer.vocabularySize).toBe(vocabularySize);
  });

  it('has the bytes of every token', () => {
    const wrong = [...ranks].filter(
      ([id, token]) => Buffer.from(tokenizer.tokenBytes(id)).toString('base64') !== token,
    );
    expect(ranks.size).toBeGreaterThan(50_000);
    expect(wrong).toEqual([]);
    for (const [text, id] of Object.entries(special_tokens)) {
      expect(Buffer.from(tokenizer.tokenBytes(id)).toString()).toBe(text);
    }
  });

  it('rejects ids that have no token', () => {
    const special = new Set(tokenizer.specialTokens.values());
    for (let id = 0; id < vocabularySize + 3; id++) {
      if (ranks.has(id) || special.has(id)) continue;
      expect(() => tokenizer.tokenBytes(id), String(id)).toThrow(RangeError);
    }
    for (const id of [-1, 1.5, NaN]) expect(() => tokenizer.tokenBytes(id), String(id)).toThrow(RangeError);
  });

  it('takes the text of special tokens for plain text unless asked', () => {
    for (const [text, id] of tokenizer.specialTokens) {
      expect(tokenizer.encode(text).ids).not.toContain(id);
      expect([...tokenizer.encode(`a${text}`, { special: 'tokens' }).ids].at(-1)).toBe(id);
    }
  });
});

it('has the special tokens of harmony as tiktoken and gpt-oss have them', async () => {
  const tokenizer = await open('o200k_harmony');
  const { specialTokens } = tokenizer;
  const ids = new Set(specialTokens.values());
  expect(ids.size).toBe(201_088 - 199_998);
  expect(Math.min(...ids)).toBe(199_998);
  const names = ['return', 'constrain', 'channel', 'start', 'end', 'message', 'call'];
  expect(names.map((part) => specialTokens.get(`<|${part}|>`))).toEqual([
    200_002, 200_003, 200_005, 200_006, 200_007, 200_008, 200_012,
  ]);
  expect(specialTokens.get('<|reserved_201087|>')).toBe(201_087);
  // tiktoken gives this id two names.
  expect(specialTokens.get('<|reserved_200018|>')).toBe(200_018);
  expect(Buffer.from(tokenizer.tokenBytes(200_018)).toString()).toBe('<|endofprompt|>');
});

// A whole pre-token that is a token is not merged, and windows are joined by tokens: both rest on this.
it.each(NAMES)('merges the bytes of every token of %s to that token', async (name) => {
  const { vocabulary } = await open(name);
  const unreachable = [...ranksOf(tiktokenData(name).bpe_ranks)].filter(([rank, token]) => {
    const merge = rank % 10 === 0 ? mergeByHeap : mergeByScan;
    const out = new TokenArrays(8);
    merge(vocabulary, pieceOf(Buffer.from(token, 'base64')), out);
    return out.length !== 1 || out.ids[0] !== rank;
  });
  expect(unreachable).toEqual([]);
});

/** Tokens in base64 by rank. */
function ranksOf(text: string): Map<number, string> {
  const ranks = new Map<number, string>();
  for (const line of text.split('\n')) {
    const [, first, ...tokens] = line.split(' ');
    tokens.forEach((token, i) => ranks.set(Number(first) + i, token));
  }
  return ranks;
}

const piece = new PieceBytes();

/** Bytes that need not be UTF-8, for merging. */
function pieceOf(bytes: Uint8Array): PieceBytes {
  piece.length = bytes.length;
  bytes.forEach((byte, i) => {
    piece.bytes[i] = byte;
    piece.prefixes[i + 1] = extendHash(piece.prefixes[i]!, byte);
  });
  return piece;
}
