import { describe, expect, test } from 'vitest';
import type { Scanner } from '../../../language-tokenizers/bpe/scanners/scanner';
import { createStaged } from '../../../language-tokenizers/tokenizerJson/regex/stages';
import { KNOWN_PATTERNS, knownScanner } from '../../../language-tokenizers/tokenizerJson/splitPatterns';

const PIECES = [
  ...[
    'a',
    'B',
    'ß',
    'ǅ',
    'ʰ',
    ' ',
    '  ',
    '\n',
    '\r\n',
    '\t',
    '1',
    '23',
    '٣',
    'Ⅷ',
    "'",
    "'s",
    "'LL",
    'ſ',
    '_',
    '-',
    '/',
    '!',
    '$',
  ],
  ...[
    '。',
    '中',
    '々',
    'か',
    'カ',
    '・',
    'ー',
    '゠',
    '\u3040',
    '\u3099',
    'é',
    'e\u0301',
    '\u0301',
    '👍',
    '𝟘',
    '𐐀',
    '\ud83d',
    '\udc4d',
  ],
  ...[
    '\u200d',
    '\0',
    '\x01',
    '\x85',
    '\u00a0',
    '\u3000',
    '\u2028',
    '\ufeff',
    '\ufffd',
    '\ue000',
    '\u{e0001}',
    '한',
    'ा',
  ],
];

function piecesOf(scanner: Scanner, text: string): string[] {
  const units = Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  const pieces: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = scanner.next(units, start, text.length);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

describe.each(KNOWN_PATTERNS.map((patterns) => [patterns.join(' then ').slice(0, 60), patterns] as const))(
  'the scanner of %s',
  (_, patterns) => {
    const known = knownScanner(patterns)!();
    const split = { behavior: 'Isolated', inverted: false } as const;
    const staged = createStaged(patterns.map((pattern) => ({ pattern, ...split })))();

    test('splits as the expression does on hostile texts', () => {
      let state = 1;
      const below = (limit: number): number => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 2 ** 32) * limit);
      };
      for (let i = 0; i < 3000; i++) {
        const text = Array.from({ length: 1 + below(12) }, () => PIECES[below(PIECES.length)]!).join('');
        expect(piecesOf(known, text), JSON.stringify(text)).toEqual(piecesOf(staged, text));
      }
    });

    test('splits as the expression does around every code point', async () => {
      for (let block = 0; block < 0x20000; block += 0x400) {
        if (block >= 0xd800 && block < 0xe000) continue;
        // Let the runner hear of it.
        await new Promise(setImmediate);
        let text = '';
        for (let point = block; point < block + 0x400; point++) text += `a${String.fromCodePoint(point)}b 1`;
        expect(piecesOf(known, text), block.toString(16)).toEqual(piecesOf(staged, text));
      }
    });
  },
);
