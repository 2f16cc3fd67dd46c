import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicality } from '../../../language-tokenizers/metrics/canonicality';
import { measureVocabulary } from '../../../language-tokenizers/metrics/metrics';
import { classify, QTOK_CLASSES } from '../../../language-tokenizers/metrics/qtok/classify';
import { qtokClasses } from '../../../language-tokenizers/metrics/sample/qtokClasses';
import { sticky } from '../../../language-tokenizers/metrics/sample/sticky';
import { log2, SegmentationCounter } from '../../../language-tokenizers/metrics/segmentations';
import { vocabularyEntries } from '../../../language-tokenizers/metrics/vocabulary/entries';
import { tokenizerOf } from '../merging/support';
import { measure, plain, tokenizerWith, valuesOf } from './support';

describe("Qtok's classes", () => {
  const expected: [string | undefined, string][] = [
    // One character: of the alphabet of bytes, without a name, of a script, other.
    ['a', 'pure_unicode'],
    ['é', 'pure_unicode'],
    ['\n', 'char_errors'],
    ['\uE000', 'char_errors'],
    ['ж', 'char_alpha'],
    ['漢', 'char_alpha'],
    ['😀', 'char_other'],
    ['→', 'char_other'],
    // After a blank.
    [' name', 'spaced_alpha'],
    [' имя', 'spaced_alpha'],
    [' x1', 'spaced_other'],
    [' nя', 'spaced_other'],
    ['  ', 'spaced_other'],
    [' \n', 'spaced_errors'],
    // What looks like a control token, and elements of HTML.
    ['<|endoftext|>', 'control_tokens'],
    ['[MASK]', 'control_tokens'],
    ['[]', 'control_tokens'],
    ['<br>', 'inner_other'],
    ['</td>', 'inner_other'],
    // Bytes that are no text.
    [undefined, 'unicode_flanks'],
    ['Name', 'inner_alpha'],
    ['имя', 'inner_alpha'],
    ['_name', 'inner_other'],
    ['nя', 'inner_other'],
    ['();\n', 'inner_errors'],
  ];
  it.each(expected)('%j is %s', (text, name) => expect(classify(text).qtok).toBe(name));

  it('name the script of what is of one', () => {
    expect(classify(' имя').script).toBe('Cyrillic');
    expect(classify('ひと').script).toBe('Hiragana');
    expect(classify('x1').script).toBeUndefined();
  });

  it('sort every text into one of twelve', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        expect(QTOK_CLASSES).toContain(classify(text).qtok);
      }),
    );
    expect(QTOK_CLASSES).toHaveLength(12);
  });

  it('add up to all, on the vocabulary and on the tokens used', async () => {
    const tokenizer = await tokenizerOf('cl100k_base');
    const used = await measure(qtokClasses, tokenizer, [plain('let größe = 3; // été 漢字\n', tokenizer)]);
    const ofAll = measureVocabulary(tokenizer).find(({ metric }) => metric.id === 'qtok')!.result;
    for (const values of [used.values.slice(0, 12), used.values.slice(12), ofAll.values]) {
      expect(values).toHaveLength(12);
      expect(values.reduce((sum, { value }) => sum + value!, 0)).toBeCloseTo(1, 12);
    }
  });
});

describe('a vocabulary', () => {
  // "abc" can't be made: "bc" comes before "ab", and no token joins a and bc.
  const tokenizer = tokenizerWith(['bc', 'ab', 'abc', ' x'], { '<|end|>': 300 });

  it('has its tokens and the special ones, gaps between them left out', () => {
    const entries = vocabularyEntries(tokenizer);
    expect(entries).toHaveLength(261);
    expect(entries.at(-1)).toMatchObject({ id: 300, text: '<|end|>', special: true });
    expect(entries[0xc3]).toMatchObject({ id: 0xc3, text: undefined });
    expect(tokenizer.vocabularySize).toBe(301);
  });

  it('has entries that no text reaches', () => {
    const [size, , unreachable] = measureVocabulary(tokenizer);
    expect(valuesOf(size!.result)).toMatchObject({ tokens: 261, special: 1, longestBytes: 3 });
    expect(unreachable!.metric.id).toBe('unreachable');
    const { result } = unreachable!;
    // Of the single bytes, 128 are no text.
    expect(valuesOf(result)).toMatchObject({ fragments: 128, special: 1 });
    const texts = result.examples![0]!.rows.map(({ text }) => text);
    expect(texts).toHaveLength(valuesOf(result)['count']!);
    for (const { id, text } of vocabularyEntries(tokenizer)) {
      if (text === undefined || id === 300) continue;
      const isReached = tokenizer.encode(text).ids.join() === String(id);
      expect(texts.includes(text)).toBe(!isReached);
    }
  });

  it('has suspects among the tokens used', async () => {
    const text = plain('é ab', tokenizer);
    const { values, examples } = await measure(sticky, tokenizer, [text]);
    // é is two bytes that are no text each.
    expect(valuesOf({ values })).toEqual({ types: 2 / 4, byOccurrence: 2 / 4 });
    expect(examples![0]!.rows.map(({ why }) => why)).toEqual([
      'fragment of a character',
      'fragment of a character',
    ]);
  });
});

describe('canonicality', () => {
  it('holds of what encoding gives, special tokens among it', async () => {
    const tokenizer = await tokenizerOf('cl100k_base');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const { ids } = tokenizer.encode(`${text}<|endoftext|>x`, { special: 'tokens' });
        expect(canonicality(tokenizer, [...ids]).kind).toBe('canonical');
      }),
    );
  });

  it('shows where ids leave it, and where they come back', () => {
    const tokenizer = tokenizerWith(['in', 'int', ' x']);
    const [i, n, t] = [...Buffer.from('int')];
    // i|n|t| x for int| x.
    expect(canonicality(tokenizer, [i!, n!, t!, 258])).toEqual({
      kind: 'other',
      ids: 4,
      canonical: 2,
      detours: [{ byteStart: 0, byteEnd: 3, given: [i, n, t], canonical: [257] }],
    });
    expect(canonicality(tokenizer, [257, 32, 120])).toMatchObject({
      detours: [{ byteStart: 3, byteEnd: 5, given: [32, 120], canonical: [258] }],
    });
  });

  it('says nothing of bytes that are no text, and refuses ids that are none', () => {
    const tokenizer = tokenizerWith([]);
    expect(canonicality(tokenizer, [0xc3])).toEqual({ kind: 'notText', ids: 1 });
    expect(canonicality(tokenizer, [0xc3, 0xa9])).toEqual({ kind: 'canonical', ids: 2 });
    expect(() => canonicality(tokenizer, [256])).toThrow(RangeError);
  });
});

describe('segmentations', () => {
  it('of one letter and two of it are Fibonacci numbers, exact at any size', () => {
    const counter = new SegmentationCounter(tokenizerWith(['aa']));
    let [one, two] = [1n, 1n];
    for (let length = 1; length <= 300; length++) {
      expect(counter.count(Buffer.from('a'.repeat(length)))).toBe(two);
      [one, two] = [two, one + two];
    }
    expect(log2(two)).toBeCloseTo(301.5 * Math.log2((1 + Math.sqrt(5)) / 2) - Math.log2(5) / 2, 0);
  });

  it('are as many as trying every cut finds', () => {
    const tokens = ['ab', 'ba', 'abb', 'bab', 'éa'];
    const counter = new SegmentationCounter(tokenizerWith(tokens, { abab: 999 }));
    const ways = (bytes: string): bigint => {
      if (bytes === '') return 1n;
      const whole = tokens.map((token) => Buffer.from(token).toString('latin1'));
      return [bytes[0]!, ...whole]
        .filter((token) => bytes.startsWith(token))
        .reduce((sum, token) => sum + ways(bytes.slice(token.length)), 0n);
    };
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 14 }), (text) => {
        const bytes = Buffer.from(text);
        expect(counter.count(bytes)).toBe(ways(bytes.toString('latin1')));
      }),
    );
  });

  it('have a logarithm, whatever their size', () => {
    expect(log2(0n)).toBe(-Infinity);
    expect(log2(1n)).toBe(0);
    expect(log2(2n ** 5000n)).toBeCloseTo(5000, 9);
    expect(log2(3n * 2n ** 100n)).toBeCloseTo(100 + Math.log2(3), 9);
  });
});
