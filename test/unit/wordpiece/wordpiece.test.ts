import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentText } from '../../../language-tokenizers/text/documentText';
import { TokenizerFileError } from '../../../language-tokenizers/tokenizerJson/error';
import type { WordPieceJson } from '../../../language-tokenizers/tokenizerJson/models';
import type { PipelineTokenizer } from '../../../language-tokenizers/pipeline/pipelineTokenizer';
import { compileWordPiece } from '../../../language-tokenizers/wordpiece/compile';
import { expectAsReference, expectWellFormed, readVariants, type Variant } from '../unigram/support';

const variants = readVariants(
  fileURLToPath(new URL('../../fixtures/tokenizers/wordpiece.json', import.meta.url)),
);

function compile({ json, name }: Variant): PipelineTokenizer {
  return compileWordPiece(name, json, json.model as WordPieceJson);
}

const uncased = compile(variants[0]!);

describe('WordPiece tokenizers give the ids and the offsets of the reference', () => {
  it.each(variants)('$name', (variant) => {
    const tokenizer = compile(variant);
    expect(variant.cases.length).toBeGreaterThan(30);
    for (const each of variant.cases) {
      const run = tokenizer.encode(each[0]);
      expectAsReference(run, each);
      expectWellFormed(run, each[0]);
      expect(tokenizer.count(each[0])).toBe(run.length);
    }
  });
});

describe('any text', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      'a',
      'É',
      ' ',
      '\n',
      '(',
      'e\u0301',
      'ﬁ',
      '你',
      '👍',
      '\ud800',
      '\udc00',
      '\0',
      '\u200b',
      'İ',
      '[UNK]',
    ),
  });
  for (const variant of variants) {
    it(`has a well-formed run: ${variant.name}`, () => {
      const tokenizer = compile(variant);
      fc.assert(
        fc.property(text, (each) => expectWellFormed(tokenizer.encode(each), each)),
        { numRuns: 300 },
      );
    });
  }
});

describe("a token's range", () => {
  it('leaves white space out, in units and in bytes', () => {
    const run = uncased.encode('  É\n(x)\t');
    expect([...run.starts]).toEqual([2, 4, 5, 6]);
    expect([...run.ends]).toEqual([3, 5, 6, 7]);
    expect([...run.byteStarts!]).toEqual([2, 5, 6, 7]);
    expect([...run.byteEnds]).toEqual([4, 6, 7, 8]);
    expect([run.start, run.byteStart]).toEqual([2, 2]);
  });

  it('takes in the accents that are stripped', () => {
    const run = uncased.encode('e\u0301\u0323 (');
    expect([...run.starts]).toEqual([0, 4]);
    expect([...run.ends]).toEqual([3, 5]);
  });

  it('is what a view finds, and white space has no token', () => {
    const document = new DocumentText('a  (');
    const view = uncased.view(document);
    expect(view.tokenAt(0)).toMatchObject({ index: 0, start: 0, end: 1, byteStart: 0, byteEnd: 1 });
    expect(view.tokenAt(1)).toBeUndefined();
    expect(view.tokenAt(3)).toMatchObject({
      index: 1,
      start: 3,
      end: 4,
      byteStart: 3,
      byteEnd: 4,
      partial: false,
    });
    expect(view.tokensBetween(2, 4).byteStarts).toEqual(Uint32Array.of(3));
    expect(view.countBetween(1, 3)).toBe(0);
    document.applyEdits([{ start: 0, end: 1, text: '' }]);
    expect(view.count).toBe(1);
  });
});

describe('the model', () => {
  it('takes words up to a length of code points', () => {
    const unknown = uncased.encode('\u{1f44d}').ids[0];
    expect([...uncased.encode('a'.repeat(101)).ids]).toEqual([unknown]);
    expect(uncased.encode('a'.repeat(100)).length).toBeGreaterThan(1);
    expect(uncased.encode('a'.repeat(1_000_000)).length).toBe(1);
  });

  it('gives the bytes of tokens without the mark of those that go on', () => {
    const texts = Array.from(uncased.encode('histograms').ids, (id) =>
      new TextDecoder().decode(uncased.tokenBytes(id)),
    );
    expect(texts.join('')).toBe('histograms');
    expect(texts.length).toBeGreaterThan(1);
  });

  it('is refused without its unknown token', () => {
    const { json } = variants[0]!;
    const model = { ...(json.model as WordPieceJson), unk_token: '[NONE]' };
    expect(() => compileWordPiece('x', json, model)).toThrow(TokenizerFileError);
    expect(() => compileWordPiece('x', json, model)).toThrow(/no \[NONE\]/);
  });
});
