import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../language-tokenizers/scan/decode';
import { decodeChunks, detectChunks } from '../../../language-tokenizers/scan/largeText';

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const GERMAN = 'Fünf schöne Mädchen über den Straßen; grüßt sie! Größe = Länge * Höhe\r\n';
const CODE = 'for (int i = 0; i < n; i++) sum += a[i]; // Größe\n';

/** Bytes, what they are read as, the text. */
const TEXTS: [name: string, bytes: Uint8Array, encoding: string, text: string][] = [
  ['nothing', Buffer.from(''), 'utf-8', ''],
  ['ASCII', Buffer.from('int x;\n'), 'utf-8', 'int x;\n'],
  ['UTF-8', Buffer.from('Käse 🧀 日本'), 'utf-8', 'Käse 🧀 日本'],
  ['UTF-8 with a mark, which is kept', Buffer.from('\uFEFFhi'), 'utf-8-bom', '\uFEFFhi'],
  ['a NUL past what git looks at', Buffer.from(`${'x'.repeat(8000)}\0`), 'utf-8', `${'x'.repeat(8000)}\0`],
  ['UTF-16 LE with a mark', Buffer.from(`\uFEFF${GERMAN}`, 'utf16le'), 'utf-16le', GERMAN],
  ['UTF-16 BE with a mark', utf16be(`\uFEFF${GERMAN}🧀`), 'utf-16be', `${GERMAN}🧀`],
  ['UTF-16 LE of CJK with a mark', Buffer.from('\uFEFF日本語\n', 'utf16le'), 'utf-16le', '日本語\n'],
  ['UTF-16 LE without', Buffer.from(CODE, 'utf16le'), 'utf-16le', CODE],
  ['UTF-16 BE without', utf16be(CODE), 'utf-16be', CODE],
  ['Latin-1', Buffer.from(GERMAN, 'latin1'), 'latin-1', GERMAN],
  ['Latin-1 in code', Buffer.from(CODE.repeat(9), 'latin1'), 'latin-1', CODE.repeat(9)],
  ['Latin-1, one letter', Buffer.from('café', 'latin1'), 'latin-1', 'café'],
  [
    'Windows-1252',
    Buffer.from('\x93Hello\x94 \x97 that is \x805\x85', 'latin1'),
    'windows-1252',
    '“Hello” — that is €5…',
  ],
];

it.each(TEXTS)('%s', (_, bytes, encoding, text) => {
  expect(decodeText(bytes)).toEqual({ encoding, texts: [text], invalid: 0 });
});

const DAMAGED: [name: string, bytes: number[], texts: string[], invalid: number][] = [
  ['one bad byte among good characters', [0x61, 0xc3, 0xa4, 0xff, 0x62], ['aä', 'b'], 1],
  ['cut in the middle of a character', [0xe6, 0x97, 0xa5, 0xe6, 0x9c], ['日', '', ''], 2],
  ['overlong and surrogate forms', [0x61, 0xc0, 0xaf, 0xed, 0xa0, 0x80], ['a'], 5],
  ['above U+10FFFF', [0x61, 0xf4, 0x90, 0x80, 0x80, 0x62], ['a', 'b'], 4],
];
it.each(DAMAGED)('damaged UTF-8: %s', (_, bytes, texts, invalid) => {
  const content = decodeText(Uint8Array.from(bytes));
  if ('problem' in content) throw new Error(content.problem);
  expect(content).toMatchObject({ encoding: 'utf-8-damaged', invalid });
  expect(content.texts.join('|')).toBe(texts.filter(Boolean).join('|'));
});

it('other alphabets in one byte are not taken for Latin-1', () => {
  // "Привет, мир!" in Windows-1251.
  const cyrillic = Buffer.from('\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0!', 'latin1');
  const shiftJis = Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea, 0x0a]);
  const gbk = Buffer.from([0xd6, 0xd0, 0xce, 0xc4, 0x0a]);
  for (const bytes of [cyrillic, shiftJis, gbk])
    expect(decodeText(bytes)).toMatchObject({ encoding: 'utf-8-damaged' });
});

const BINARIES: [name: string, bytes: Uint8Array, problem: string][] = [
  ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), 'binary'],
  ['PDF without a NUL', Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1'), 'binary'],
  ['a NUL in a word', Buffer.from('a\0b'), 'binary'],
  ['a few numbers', Buffer.from([97, 0, 98, 0]), 'binary'],
  ['ELF', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), 'binary'],
  [
    'numbers of two bytes',
    Buffer.from(Uint16Array.from({ length: 900 }, (_, i) => i % 200).buffer),
    'binary',
  ],
  [
    'packed data without a NUL',
    Buffer.from([0x1f, 0x8b, 8, 1, 3, 0xff, 5, 0x9a, 2, 0xfe, 0x81, 6]),
    'binary',
  ],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'UTF-32 and not UTF-8'],
];
it.each(BINARIES)('%s is no text', (_, bytes, problem) => {
  expect(decodeText(bytes)).toEqual({ problem });
});

describe('in general', () => {
  it('whatever is valid UTF-8 without NULs is read as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (any) => {
        const text = any.replaceAll('\0', '').replace(/^(%PDF-|\uFEFF)+/, '');
        expect(decodeText(Buffer.from(text))).toEqual({ encoding: 'utf-8', texts: [text], invalid: 0 });
      }),
    );
  });

  it('whatever is UTF-16 with a mark and has no controls is read as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.boolean(), (text, isLittle) => {
        const bytes = isLittle ? Buffer.from(`\uFEFF${text}`, 'utf16le') : utf16be(`\uFEFF${text}`);
        expect(decodeText(bytes)).toMatchObject({
          encoding: isLittle ? 'utf-16le' : 'utf-16be',
          texts: [text],
        });
      }),
    );
  });

  it('damaged UTF-8 keeps every byte: valid stretches and bad bytes add up', () => {
    const part = fc.oneof(
      fc.constantFrom(...['ä', '日本', '🧀', 'plain '].map((text) => Buffer.from(text))),
      fc.uint8Array({ minLength: 1, maxLength: 5 }).map((bytes) => bytes.filter((byte) => byte >= 0x80)),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const bytes = Buffer.concat([Buffer.from('日本語日本語日本語'.repeat(20)), ...parts]);
        const content = decodeText(bytes);
        if ('problem' in content) throw new Error(content.problem);
        const text = content.texts.join('');
        expect(text).not.toContain('\uFFFD');
        expect(Buffer.byteLength(text) + content.invalid).toBe(bytes.length);
        // The standard decoder finds the same characters.
        expect(text).toBe(new TextDecoder().decode(bytes).replaceAll('\uFFFD', ''));
      }),
    );
  });

  it('a file in pieces is read as the whole file is', () => {
    const bodies = [
      ...TEXTS.map(([, bytes]) => bytes),
      ...DAMAGED.map(([, bytes]) => Uint8Array.from(bytes)),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.nat(3),
        fc.integer({ min: 1, max: 700 }),
        (body, extra, step) => {
          // A start as long as the detection looks, then cuts anywhere.
          const bytes = Buffer.concat([
            ...Array<Uint8Array>(Math.ceil(9000 / (body.length + 1))).fill(body),
            body.subarray(0, extra),
          ]);
          const whole = decodeText(bytes);
          const pieces = (): Uint8Array[] => {
            const all = [bytes.subarray(0, 8000)];
            for (let at = 8000; at < bytes.length; at += step) all.push(bytes.subarray(at, at + step));
            return all;
          };
          const detected = detectChunks(pieces());
          if ('problem' in whole || 'problem' in detected) return expect(detected).toEqual(whole);
          expect(detected.encoding).toBe(whole.encoding);
          const read = [...decodeChunks(pieces(), detected.encoding)];
          expect(read.map(({ text }) => text).join('')).toBe(whole.texts.join(''));
          if (whole.encoding === 'utf-8-damaged') {
            expect(read.reduce((sum, { invalid }) => sum + invalid, 0)).toBe(whole.invalid);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
