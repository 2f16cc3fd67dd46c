import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenizerFileError } from '../../../language-tokenizers/tokenizerJson/error';
import { Unsupported } from '../../../language-tokenizers/tokenizerJson/unsupported';
import { make, offsetsOf, readGolden } from './support';

const goldens = readGolden(
  fileURLToPath(new URL('../../fixtures/tokenizers/normalize.json', import.meta.url)),
);

describe('each normalizer gives the text and the offsets of the reference', () => {
  for (const { normalizer, cases } of goldens) {
    it(JSON.stringify(normalizer).slice(0, 120), () => {
      const made = make(normalizer);
      expect(cases.length).toBeGreaterThan(20);
      for (const [original, text, offsets] of cases) {
        expect(offsetsOf(made, original), JSON.stringify(original)).toEqual({ text, offsets });
      }
    });
  }
});

const HOSTILE = [
  ...Array.from('aeK<> ▁Åſ각각㄰ㅏｶﾞﾡ'),
  'é',
  '\u0301',
  '\u0323',
  '\u0327',
  '\u0338',
  '\u0b47',
  '\u0b56',
];
HOSTILE.push('\u{20000}', '\u{16d63}', '\u{16d67}');
const hostile = fc.array(fc.constantFrom(...HOSTILE), { maxLength: 12 }).map((parts) => parts.join(''));

describe('a normalizer with boundaries', () => {
  const local = goldens
    .map(({ normalizer }) => ({ normalizer, made: make(normalizer) }))
    .filter(({ made }) => made.isBoundary);

  it('is each of those that go by code points, and the Unicode forms', () => {
    const types = new Set(local.map(({ normalizer }) => normalizer.type));
    expect([...types].sort()).toEqual([
      'ByteLevel',
      'Lowercase',
      'NFC',
      'NFD',
      'NFKC',
      'NFKD',
      'Nmt',
      'Prepend',
      'Replace',
      'Sequence',
      'StripAccents',
    ]);
  });

  for (const { normalizer, made } of local) {
    it(`${JSON.stringify(normalizer)} gives the same in one piece and in two`, () => {
      fc.assert(
        fc.property(hostile, fc.nat(12), (text, offset) => {
          const at = Array.from(text).slice(0, offset).join('').length;
          if (at === 0 || at === text.length || !made.isBoundary!(text, at)) return;
          const pieces = made.normalize(text.slice(0, at)).text + made.normalize(text.slice(at), false).text;
          expect(pieces).toBe(made.normalize(text).text);
        }),
        { numRuns: 1000 },
      );
    });
  }
});

describe('the map', () => {
  it('is absent where offsets stay, even where the text does not', () => {
    const code = 'for (let i = 0; i < n; i++) total += Größe["ñ"]; // 好的 👍\n';
    for (const form of ['NFC', 'Lowercase']) expect(make({ type: form }).normalize(code).map).toBeUndefined();
    expect(make({ type: 'NFC' }).normalize(code).text).toBe(code);
    const spaces = make({ type: 'Replace', pattern: { String: ' ' }, content: '▁' }).normalize(code);
    expect(spaces.text).toContain('let▁i▁=');
    expect(spaces.map).toBeUndefined();
  });

  it('never goes back, and stays in the original text', () => {
    for (const { normalizer, cases } of goldens) {
      const made = make(normalizer);
      for (const [original] of cases) {
        const { text, map } = made.normalize(original);
        for (let unit = 0; map && unit < text.length; unit++) {
          expect(map.source(unit)).toBeGreaterThanOrEqual(unit > 0 ? map.source(unit - 1) : 0);
          expect(map.sourceEnd(unit)).toBeLessThanOrEqual(original.length);
        }
      }
    }
  });

  it('refuses offsets outside of the normalized text', () => {
    const { text, map } = make({ type: 'NFC' }).normalize('e\u0301');
    expect(text).toBe('é');
    expect(() => map!.source(1)).toThrow(RangeError);
    expect(() => map!.source(-1)).toThrow(RangeError);
  });
});

describe('lone surrogates', () => {
  it('pass through or are dropped as one unit', () => {
    for (const { normalizer } of goldens) {
      const { text } = make(normalizer).normalize('a\ud800b\udc00');
      expect(text.length).toBeLessThanOrEqual(20);
      expect(text.toLowerCase()).toContain('b');
    }
    expect(make({ type: 'NFC' }).normalize('\udc00e\u0301\ud800').text).toBe('\udc00é\ud800');
  });
});

describe('what is broken or unknown is refused in one sentence', () => {
  it.each([
    [{ type: 'Precompiled', precompiled_charsmap: '*' }, /no base64/],
    [{ type: 'Precompiled', precompiled_charsmap: 'AAAA' }, /cut short or broken/],
    [{ type: 'Precompiled', precompiled_charsmap: 'AAQAAAAMAAA=' }, /cut short or broken/],
  ])('%j', (json, message) => {
    expect(() => make(json)).toThrow(TokenizerFileError);
    expect(() => make(json)).toThrow(message);
  });

  it('a charsmap whose trie points outside of itself finds nothing', () => {
    const charsmap = btoa(String.fromCharCode(4, 0, 0, 0, 0, 0xfc, 0xff, 0xff, 65, 0));
    expect(make({ type: 'Precompiled', precompiled_charsmap: charsmap }).normalize('abcé').text).toBe('abcé');
  });
});

describe('patterns', () => {
  it.each([
    ['\\s', 'a\u0085b\ufeffc', 'a_b\ufeffc'],
    ['.', 'a\r\u2028\n', '___\n'],
    ['^a', 'a\ra\na', '_\ra\n_'],
    ['a\\z', 'a\na', 'a\n_'],
  ])('%s are those of Oniguruma', (expression, text, expected) => {
    const made = make({ type: 'Replace', pattern: { Regex: expression }, content: '_' });
    expect(made.normalize(text).text).toBe(expected);
  });

  it('that have no counterpart are left to another engine', () => {
    for (const expression of ['a*', '\\K', '[[:word:]]']) {
      expect(() => make({ type: 'Replace', pattern: { Regex: expression }, content: '' })).toThrow(
        Unsupported,
      );
    }
  });
});
