import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentText } from '../../../language-tokenizers/text/documentText';
import { TokenizerFileError } from '../../../language-tokenizers/tokenizerJson/error';
import type { UnigramJson } from '../../../language-tokenizers/tokenizerJson/models';
import { Unsupported } from '../../../language-tokenizers/tokenizerJson/unsupported';
import type { PipelineTokenizer } from '../../../language-tokenizers/pipeline/pipelineTokenizer';
import { compileUnigram } from '../../../language-tokenizers/unigram/compile';
import { expectAsReference, expectWellFormed, readVariants, type Variant } from './support';

const variants = readVariants(
  fileURLToPath(new URL('../../fixtures/tokenizers/unigram.json', import.meta.url)),
);

function compile({ json, name }: Variant): PipelineTokenizer {
  return compileUnigram(name, json, json.model as UnigramJson);
}

const { json } = variants.find(({ name }) => name === 'bytes')!;
const bytes = compileUnigram('bytes', json, json.model as UnigramJson);

describe('unigram tokenizers give the ids and the offsets of the reference', () => {
  it.each(variants)('$name', (variant) => {
    const tokenizer = compile(variant);
    expect(variant.cases.length).toBeGreaterThan(30);
    for (const each of variant.cases) {
      const run = tokenizer.encode(each[0]);
      expectAsReference(run, each, variant.name === 'bytes');
      expectWellFormed(run, each[0]);
      expect(tokenizer.count(each[0])).toBe(run.length);
    }
  });
});

describe('any text', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      'a',
      'fn',
      ' ',
      '\n',
      '▁',
      'é',
      'e\u0301',
      'ﬁ',
      '你',
      '👍',
      '\ud800',
      '\udc00',
      '<extra_1>',
      '\0',
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

  it('is made of the bytes of its tokens, where nothing is normalized', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'for', '\n', 'é', '你', '👍', '0', 'ß') }),
        (each) => {
          const found = Array.from(bytes.encode(each).ids, (id) => [...bytes.tokenBytes(id)]).flat();
          // The space that Metaspace puts in front.
          expect(found).toEqual(each === '' ? [] : [0x20, ...new TextEncoder().encode(each)]);
        },
      ),
    );
  });
});

describe('special tokens', () => {
  it('are text unless asked for', () => {
    const tokenizer = compile(variants[0]!);
    const id = tokenizer.specialTokens.get('<extra_2>')!;
    expect([...tokenizer.encode('a<extra_2>  b').ids]).not.toContain(id);
    const run = tokenizer.encode('a<extra_2>  b', { special: 'tokens' });
    const at = [...run.ids].indexOf(id);
    // It takes the white space after it.
    expect([run.starts[at], run.ends[at], run.byteEnds[at]]).toEqual([1, 12, 12]);
    expect(new TextDecoder().decode(tokenizer.tokenBytes(id))).toBe('<extra_2>');
    expect(tokenizer.vocabularySize).toBeGreaterThan(id);
    expect(() => tokenizer.tokenBytes(tokenizer.vocabularySize)).toThrow(RangeError);
  });
});

describe('bytes of unknown code points', () => {
  it('are tokens that share their code point, each with its own byte', () => {
    const run = bytes.encode('好');
    expect([...run.starts]).toEqual([0, 0, 0, 0]);
    expect([...run.byteEnds]).toEqual([0, 1, 2, 3]);
    expect([...run.partial]).toEqual([1, 1, 1, 1]);
    expect([...bytes.tokenBytes(run.ids[1]!)]).toEqual([0xe5]);
  });
});

describe('a document', () => {
  it('has the tokens of its text after edits', () => {
    const document = new DocumentText('let stock = 1;');
    const view = bytes.view(document);
    document.applyEdits([{ start: 4, end: 9, text: 'größe' }]);
    expect(view.count).toBe(bytes.count('let größe = 1;'));
    expect(view.version).toBe(document.version);
  });
});

describe('broken files', () => {
  it('are refused in one sentence', () => {
    const model = json.model as UnigramJson;
    expect(() => compileUnigram('x', json, { ...model, unk_id: 1e6 })).toThrow(TokenizerFileError);
    expect(() => compileUnigram('x', json, { ...model, vocab: [] })).toThrow(/unknown piece 2/);
    expect(() => compileUnigram('x', json, { ...model, unk_id: undefined })).toThrow(Unsupported);
    const scripts = { ...json, pre_tokenizer: { type: 'UnicodeScripts' } as const };
    expect(() => compileUnigram('x', scripts, model)).toThrow(Unsupported);
  });
});

describe('hostile texts', () => {
  it('take time that grows with their length only', () => {
    for (const unit of ['a', ' ', '▁', '好', '\n']) {
      const text = unit.repeat(50_000);
      expect(bytes.count(text)).toBeGreaterThan(1000);
    }
  });
});
