import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lessIsBetter } from '../../../language-tokenizers/merging/strategies/lessIsBetter';
import { charactersOf } from '../../../language-tokenizers/merging/strategies/lessIsBetter/characters';
import { Learner } from '../../../language-tokenizers/merging/strategies/lessIsBetter/learner';
import { Lexicon } from '../../../language-tokenizers/merging/strategies/lessIsBetter/lexicon';
import { randomNumbers } from '../../../language-tokenizers/merging/strategies/lessIsBetter/random';
import { anyText, hostileText, sources } from '../bpe/support';
import { applied, expectTiling, piecesOf } from './strategies/support';
import { read } from './support';

describe('Less-is-Better', () => {
  it('finds the longest and the second longest chunk', () => {
    const lexicon = new Lexicon();
    const characters = charactersOf('abcdef');
    lexicon.add(lexicon.chunk(characters, 0, 2));
    lexicon.add(lexicon.chunk(characters, 0, 4));
    expect(lexicon.match(characters, 0, 6)).toEqual({ longest: 4, second: 2 });
    expect(lexicon.match(characters, 0, 3)).toEqual({ longest: 2, second: 1 });
    expect(lexicon.match(characters, 1, 6)).toEqual({ longest: 2, second: 2 });
    lexicon.remove(lexicon.chunk(characters, 0, 4));
    expect(lexicon.longest(characters, 0, 6)).toBe(2);
    expect(lexicon.size).toBe(1);
  });

  it('drops what stands last', () => {
    const lexicon = new Lexicon();
    const characters = charactersOf('abcdefgh');
    const chunks = [2, 3, 4, 5].map((end) => lexicon.chunk(characters, 0, end));
    for (const chunk of chunks) lexicon.add(chunk);
    lexicon.move(chunks[3]!, 0.2);
    lexicon.move(chunks[0]!, 4);
    expect(lexicon.last(2)).toEqual([chunks[0], chunks[2]]);
  });

  it('keeps its entries and their places when it forgets the rest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(8), fc.integer({ min: 2, max: 6 }), fc.boolean()), { maxLength: 30 }),
        (found) => {
          const lexicon = new Lexicon();
          const characters = charactersOf('abacabadabacaba');
          const chunks = found.map(([start, length, isEntry]) => {
            const chunk = lexicon.chunk(characters, start, start + length);
            if (isEntry) lexicon.add(chunk);
            return chunk;
          });
          const before = chunks.filter((chunk) => lexicon.has(chunk));
          const [last, size] = [lexicon.last(5), lexicon.size];
          const matches = Array.from(characters, (_, at) => lexicon.match(characters, at, characters.length));
          const { renamed } = lexicon.compact();
          for (const chunk of before) expect(lexicon.has(renamed(chunk))).toBe(true);
          expect(lexicon.last(5)).toEqual(last.map(renamed));
          expect(lexicon.size).toBe(size);
          expect(Array.from(characters, (_, at) => lexicon.match(characters, at, characters.length))).toEqual(
            matches,
          );
        },
      ),
    );
  });

  it('goes on when it has seen too much', async () => {
    const text = (await sources(1))[0]!.text;
    const learner = new Learner(1, 50);
    learner.read(charactersOf(text));
    expect(learner.lexicon.size).toBeGreaterThan(20);
    expect(learner.lexicon.last(Infinity)).toHaveLength(learner.lexicon.size);
  });

  it('learns what comes again and again, line by line', async () => {
    const text = await read('a.js', 'return value;\n'.repeat(400));
    const pieces = piecesOf(lessIsBetter, text);
    expect(pieces.join('')).toBe(text.text);
    expect(pieces.length).toBeLessThanOrEqual(2 * 400);
    for (const piece of pieces) {
      expect(piece.length).toBeLessThanOrEqual(12);
      expect(piece.slice(0, -1)).not.toContain('\n');
    }
  });

  it('gives the same each time', async () => {
    const text = await read('a.txt', (await sources(1))[0]!.text);
    expect(applied(lessIsBetter, text)).toEqual(applied(lessIsBetter, text));
    const first = randomNumbers(1);
    const again = randomNumbers(1);
    for (let i = 0; i < 100; i++) {
      const number = first();
      expect(number).toBe(again());
      expect(number >= 0 && number < 1).toBe(true);
    }
  });

  it('takes fewer chunks than characters on code that it has not read', async () => {
    const files = await sources(4, 20_000);
    const learner = new Learner(1);
    for (const { text } of files.slice(1)) learner.read(charactersOf(text));
    const characters = charactersOf(files[0]!.text);
    let count = 0;
    for (let at = 0; at < characters.length; count++)
      at = learner.lexicon.longest(characters, at, characters.length);
    expect(count).toBeLessThan(0.6 * characters.length);
  });

  it('tiles every text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostileText, anyText), async (one) => {
        const text = await read('a.txt', one.repeat(3));
        expectTiling(lessIsBetter, text, applied(lessIsBetter, text));
      }),
    );
  });
});
