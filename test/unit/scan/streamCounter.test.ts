import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BpeTokenizer } from '../../../language-tokenizers/bpe/bpeTokenizer';
import { isAscii } from '../../../language-tokenizers/scan/ascii';
import { countBytes, countChunks } from '../../../language-tokenizers/scan/countText';
import { streamCounter } from '../../../language-tokenizers/scan/streamCounter';
import { HOSTILE, NAMES, open, sources } from '../bpe/support';

const tokenizers: BpeTokenizer[] = [];
for (const name of NAMES) tokenizers.push(await open(name));

it.each(tokenizers)('$name: a text in pieces counts as the whole does', (tokenizer) => {
  const anyPiece = fc.oneof(
    fc.constantFrom(...HOSTILE, ' '.repeat(90), '\n\n', 'a'.repeat(300)),
    fc.string({ unit: 'binary' }),
  );
  const counter = streamCounter(tokenizer);
  fc.assert(
    fc.property(fc.array(anyPiece, { maxLength: 40 }), (pieces) => {
      for (const piece of pieces) counter.add(piece);
      expect(counter.finish()).toBe(tokenizer.count(pieces.join('')));
    }),
    { numRuns: 300 },
  );
});

it('sources cut anywhere count as the whole does, in several tokenizers and in bounded memory', async () => {
  const text = (await sources(1, 60_000)).map((file) => file.text).join('\n');
  const bytes = Buffer.from(text);
  const pieces = function* (): Generator<Uint8Array> {
    for (let at = 0, step = 8000; at < bytes.length; at += step, step = 1 + ((step * 7919) % 9973)) {
      yield bytes.subarray(at, at + step);
    }
  };
  expect(countChunks(pieces, tokenizers)).toEqual(countBytes(bytes, tokenizers));
  expect(countChunks(pieces, tokenizers)).toMatchObject({ encoding: 'utf-8', invalid: 0 });
});

it('a run that never ends is not looked at again with every piece', () => {
  const [tokenizer] = tokenizers;
  const counter = streamCounter(tokenizer!);
  const start = performance.now();
  for (let i = 0; i < 20_000; i++) counter.add('a'.repeat(100));
  counter.finish();
  const pieces = performance.now() - start;
  const whole = 'a'.repeat(2_000_000);
  const again = performance.now();
  tokenizer!.count(whole);
  // Quadratic, it would be thousands of times as long.
  expect(pieces).toBeLessThan(50 * (performance.now() - again) + 200);
});

it('a bad byte is one token, and parts the text', () => {
  const bytes = Buffer.from([...Buffer.from('日本語 hello wor'), 0xff, 0xfe, ...Buffer.from('ld')]);
  const [tokenizer] = tokenizers;
  const expected = tokenizer!.count('日本語 hello wor') + 2 + tokenizer!.count('ld');
  expect(countBytes(bytes, [tokenizer!])).toEqual({
    encoding: 'utf-8-damaged',
    invalid: 2,
    counts: [expected],
  });
  expect(countChunks(() => [bytes], [tokenizer!])).toEqual(countBytes(bytes, [tokenizer!]));
});

it('ASCII, which takes a shorter way, counts as any text does', () => {
  const anyAscii = fc.array(
    fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.constantFrom('\n\n', ' '.repeat(90), 'word ')),
  );
  fc.assert(
    fc.property(anyAscii, fc.nat(3), (pieces, offset) => {
      const text = pieces
        .join('')
        .replaceAll('\0', '')
        .replace(/^(%PDF-)+/, '');
      // Read into memory at any place.
      const bytes = Buffer.from(`${'é'.repeat(offset)}${text}`).subarray(2 * offset);
      expect(isAscii(bytes)).toBe(true);
      const counts = tokenizers.map((one) => one.count(text));
      expect(countBytes(bytes, tokenizers)).toEqual({ encoding: 'utf-8', invalid: 0, counts });
    }),
  );
  for (let at = 0; at < 20; at++) expect(isAscii(new Uint8Array(20).fill(128, at, at + 1))).toBe(false);
  expect(countBytes(Buffer.from('a\0b'), tokenizers)).toEqual({ problem: 'binary' });
});
