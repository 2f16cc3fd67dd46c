import { expect, test } from 'vitest';
import { renderHover } from '../../../extension/tokens/hoverText';
import { asCode, visible } from '../../../extension/tokens/visibleText';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a hover names the token, its id, place and bytes, and what its unit costs', () => {
  const text = renderHover(
    {
      version: 1,
      tokenizer: 'o200k_base',
      exact: true,
      total: 3456,
      start: 10,
      end: 17,
      tokens: [{ id: 622, index: 1023, bytes: bytes(' return'), partial: false }],
      unit: {
        kind: 'keyword',
        type: 'return',
        text: 'return',
        start: 11,
        end: 17,
        tokens: 1,
        shared: false,
        occurrences: 12,
        fileTokens: 12,
      },
    },
    ' return',
  );
  expect(text).toBe(
    [
      '**Token** `␣return` · o200k_base',
      'id `622` · 1,024 of 3,456 · bytes `20 72 65 74 75 72 6e`',
      '---',
      '**Unit** `return` · keyword (`return`) · 1 token',
      '12 times in this file: 12 tokens (0.35 %)',
    ].join('\n\n'),
  );
});

test('tokens that cut a character are shown together, an estimate is marked', () => {
  const text = renderHover(
    {
      version: 1,
      tokenizer: 'other',
      exact: false,
      total: 2,
      start: 0,
      end: 2,
      tokens: [
        { id: 7, index: 0, bytes: Uint8Array.of(0xf0, 0x9f), partial: true },
        { id: 8, index: 1, bytes: Uint8Array.of(0x98, 0x80), partial: true },
      ],
    },
    '😀',
  );
  expect(text).toContain('≈ other');
  expect(text).toContain('made of 2 tokens that cut a character');
  expect(text).toContain('bytes `f0 9f` · part of a character');
});

test('white space and control characters become visible', () => {
  expect(visible(' \t\r\n')).toBe('␣⇥␍↵');
  expect(visible('\u0000\u001b\u007f')).toBe('␀␛␡');
  expect(visible('\ufeff\u200b')).toBe('⟨U+FEFF⟩⟨U+200B⟩');
  expect(visible('\ud800')).toBe('⟨U+D800⟩');
});

test('back-ticks stay literal', () => {
  expect(asCode('a`b')).toBe('``a`b``');
  expect(asCode('``')).toBe('``` `` ```');
});
