import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Tokenizer } from '../../../language-tokenizers/bpe/tokenizer';
import { TextTooLongError } from '../../../language-tokenizers/fallback/error';
import { fallback } from '../../../language-tokenizers/fallback/fallback';
import { compileTokenizer } from '../../../language-tokenizers/tokenizerJson/compile';
import { TokenizerFileError } from '../../../language-tokenizers/tokenizerJson/error';
import {
  readTokenizerJson,
  type TokenizerJson,
} from '../../../language-tokenizers/tokenizerJson/tokenizerJson';
import { expectAsReference, expectWellFormed, readVariants } from '../unigram/support';

const variants = readVariants(
  fileURLToPath(new URL('../../fixtures/tokenizers/fallback.json', import.meta.url)),
);

/** By the fallback, whether our own engine would do it or not. */
async function open(json: TokenizerJson): Promise<Tokenizer> {
  return fallback({ name: 'test' }, json, 'something');
}

function variant(name: string): TokenizerJson {
  return variants.find((each) => each.name === name)!.json;
}

describe('the fallback gives the ids and the offsets of the reference', () => {
  it.each(variants)('$name', async ({ cases, json, name }) => {
    const tokenizer = await open(json);
    expect(tokenizer.engine).toBe(name === 'words' ? 'own' : 'huggingface');
    for (const each of cases) {
      const run = tokenizer.encode(each[0]);
      // Where characters are left out, the reference loses count of offsets.
      if (name === 'unknown, left out') expect([...run.ids], each[0]).toEqual(each[1]);
      else expectAsReference(run, each);
      expectWellFormed(run, each[0]);
      expect(tokenizer.count(each[0])).toBe(run.length);
    }
  });
});

describe('a tokenizer file', () => {
  it('goes to the fallback where our engine does not cover it, and says so', async () => {
    const tokenizer = await compileTokenizer({ name: 'suffix' }, variant('suffix'), fallback);
    expect(tokenizer).toMatchObject({ name: 'suffix', engine: 'huggingface', exact: true });
    const bytes = await compileTokenizer({ name: 'bytes' }, variant('bytes, some missing'), fallback);
    expect(bytes).toMatchObject({ engine: 'huggingface', exact: false });
  });

  it('that no engine covers is refused in one sentence', async () => {
    const scripts = { ...variant('suffix'), pre_tokenizer: { type: 'UnicodeScripts' } as const };
    await expect(open(scripts)).rejects.toThrow(TokenizerFileError);
    await expect(open(scripts)).rejects.toThrow(/UnicodeScripts, which is not supported/);
    const { raw } = variant('suffix');
    const marked = readTokenizerJson({
      ...raw,
      model: { ...(raw['model'] as object), continuing_subword_prefix: '##' },
    });
    await expect(open(marked)).rejects.toThrow(/mark of going on with a word/);
  });
});

describe('offsets', () => {
  it('are exact where characters are left out', async () => {
    const run = (await open(variant('unknown, left out'))).encode('a\u4f60b \u597d');
    expect(run.starts.at(0)).toBe(0);
    expect(run.ends.at(-1)).toBe(3);
  });

  it('of bytes are inside their code point', async () => {
    const tokenizer = await open(variant('bytes, some missing'));
    const run = tokenizer.encode('x好');
    expect(run.ends.at(-1)).toBe(2);
    expect(run.byteEnds.at(-1)).toBe(4);
  });
});

describe('a text without a break', () => {
  it('is encoded up to a length, and refused above it', async () => {
    const tokenizer = await open(variant('unknown, fused'));
    expect(tokenizer.count('a'.repeat(20_000))).toBeGreaterThan(1000);
    expect(() => tokenizer.count('a'.repeat(300_000))).toThrow(TextTooLongError);
    expect(() => tokenizer.count('a'.repeat(300_000))).toThrow(
      /no more than 262144 characters without a break/,
    );
  });
});
