import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { ENCODINGS, loadTokenizer } from '../../../language-tokenizers/bpe/encodings';
import { mergeByHeap, mergeByScan } from '../../../language-tokenizers/bpe/merge';
import { PieceBytes } from '../../../language-tokenizers/bpe/pieceBytes';
import { TokenArrays } from '../../../language-tokenizers/bpe/tokenArrays';
import { extendHash } from '../../../language-tokenizers/bpe/vocabulary';
import { loadAsset, NAMES, open } from './support';

interface Ranks {
  pat_str: string;
  special_tokens: Record<string, number>;
  bpe_ranks: string;
}

it('lists the encodings that are tested', () => {
  expect([...ENCODINGS.keys()]).toEqual(NAMES);
});

it('has a clear word for a name that it does not know', async () => {
  await expect(loadTokenizer('gpt2', loadAsset)).rejects.toThrow(/No tokenizer "gpt2".*o200k_base/);
});

describe.each(NAMES)('%s', async (name) => {
  const tokenizer = await open(name);
  const file = createRequire(import.meta.url).resolve(`tiktoken/encoders/${name}.json`);
  const ranks = JSON.parse(await readFile(file, 'utf8')) as Ranks;
  const tokens = ranks.bpe_ranks.split(' ').slice(2);

  it('describes what tiktoken has', () => {
    expect(tokenizer.encoding.pattern).toBe(ranks.pat_str);
    expect(tokenizer.encoding.specialTokens).toEqual(ranks.special_tokens);
    expect(tokenizer.vocabularySize).toBe(Math.max(...Object.values(ranks.special_tokens)) + 1);
  });

  it('has the bytes of every token', () => {
    const wrong = tokens.filter(
      (token, id) => Buffer.from(tokenizer.tokenBytes(id)).toString('base64') !== token,
    );
    expect(tokens.length).toBeGreaterThan(100_000);
    expect(wrong).toEqual([]);
    for (const [text, id] of Object.entries(ranks.special_tokens)) {
      expect(Buffer.from(tokenizer.tokenBytes(id)).toString()).toBe(text);
    }
  });

  it('rejects ids that have no token', () => {
    for (const id of [tokens.length, tokenizer.vocabularySize, -1, 1.5, NaN]) {
      expect(() => tokenizer.tokenBytes(id), String(id)).toThrow(RangeError);
    }
  });

  it('takes the text of special tokens for plain text', () => {
    for (const [text, id] of Object.entries(ranks.special_tokens)) {
      expect(tokenizer.encode(text).ids).not.toContain(id);
    }
  });

  // A whole pre-token that is a token is not merged, and windows are joined by tokens: both rest on this.
  it('merges the bytes of every token to that token', () => {
    const unreachable = tokens.filter((token, id) => {
      const merge = id % 10 === 0 ? mergeByHeap : mergeByScan;
      const out = new TokenArrays(8);
      merge(tokenizer.vocabulary, pieceOf(Buffer.from(token, 'base64')), out);
      return out.length !== 1 || out.ids[0] !== id;
    });
    expect(unreachable).toEqual([]);
  });
});

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
