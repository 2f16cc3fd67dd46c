import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteOffsets } from '../../../language-tokenizers/text/byteOffsets';
import { textOfUnits, writeUnits } from '../../../language-tokenizers/text/codeUnits';
import { LineIndex } from '../../../language-tokenizers/text/lineIndex';
import { utf8Length, utf8LengthOfUnits } from '../../../language-tokenizers/text/utf8';

const pieces = [
  'a',
  'é',
  '中',
  '😀',
  '\ud800',
  '\udc00',
  '\n',
  '\r',
  '\r\n',
  ' ',
  'x'.repeat(700),
  '€'.repeat(400),
];
const anyText = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  writeUnits(text, units);
  return units;
}

describe('lengths in UTF-8', () => {
  it('are those of TextEncoder, lone surrogates included', () => {
    fc.assert(
      fc.property(anyText, fc.nat(40), (text, from) => {
        const part = text.slice(from);
        expect(utf8Length(text, Math.min(from, text.length))).toBe(bytesOf(part));
        expect(utf8LengthOfUnits(unitsOf(part), 0, part.length)).toBe(bytesOf(part));
      }),
    );
  });
});

describe('units', () => {
  it('give back any text', () => {
    const long = '😀\ud800x'.repeat(9000);
    expect(textOfUnits(unitsOf(long), 0, long.length)).toBe(long);
    expect(textOfUnits(unitsOf(long), 3, 7)).toBe(long.slice(3, 7));
  });
});

describe('ByteOffsets', () => {
  it('translates both ways, an offset inside a code point to its start', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const offsets = new ByteOffsets(text);
        expect(offsets.byteLength).toBe(bytesOf(text));
        let unit = 0;
        let byte = 0;
        for (const character of text) {
          for (let i = 0; i < character.length; i++) expect(offsets.toByte(unit + i)).toBe(byte);
          for (let i = 0; i < bytesOf(character); i++) expect(offsets.toUnit(byte + i)).toBe(unit);
          unit += character.length;
          byte += bytesOf(character);
        }
        expect(offsets.toByte(unit)).toBe(byte);
        expect(offsets.toUnit(byte)).toBe(unit);
      }),
      { numRuns: 25 },
    );
  });

  it('throws outside the text', () => {
    const offsets = new ByteOffsets('é');
    expect(() => offsets.toByte(2)).toThrow(RangeError);
    expect(() => offsets.toUnit(3)).toThrow(RangeError);
    expect(() => offsets.toByte(-1)).toThrow(RangeError);
  });
});

describe('LineIndex', () => {
  it('has the lines of the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const index = new LineIndex(text);
        const lines = text.split(/\r\n|\n|\r/);
        expect(index.lineCount).toBe(lines.length);
        lines.forEach((line, i) => expect(text.slice(index.lineStart(i), index.lineEnd(i))).toBe(line));
      }),
    );
  });

  it('finds positions and offsets', () => {
    const index = new LineIndex('ab\r\nc\r\rd');
    expect(index.positionAt(0)).toEqual({ line: 0, column: 0 });
    expect(index.positionAt(3)).toEqual({ line: 0, column: 3 });
    expect(index.positionAt(4)).toEqual({ line: 1, column: 0 });
    expect(index.positionAt(8)).toEqual({ line: 3, column: 1 });
    expect(index.offsetAt(0, 99)).toBe(2);
    expect(index.offsetAt(3, 1)).toBe(8);
    expect(() => index.lineStart(4)).toThrow(RangeError);
  });
});
