import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CountTable, type Entry } from '../../../language-tokenizers/scan/cache/countTable';
import { hash128, hashText, type Key } from '../../../language-tokenizers/scan/cache/hash128';

const entry = (count: number, day = 20_000): Entry => ({ count, kind: 3, invalid: 7, day });
const key = (n: number): Key => hashText(String(n));

it('finds what maps find, after any number of additions', () => {
  const additions = fc.array(fc.array(fc.tuple(fc.nat(60), fc.nat()), { maxLength: 40 }), { maxLength: 6 });
  fc.assert(
    fc.property(additions, (rounds) => {
      let table = CountTable.empty;
      const expected = new Map<number, number>();
      for (const round of rounds) {
        table = table.with(
          round.map(([n, count]) => [key(n), entry(count)] as const),
          1000,
        );
        for (const [n, count] of round) expected.set(n, count);
      }
      expect(table.size).toBe(expected.size);
      const again = CountTable.read(table.words.slice());
      for (let n = 0; n <= 60; n++) {
        const count = expected.get(n);
        expect(again.find(key(n))).toEqual(count === undefined ? undefined : entry(count));
      }
    }),
  );
});

it('keeps the entries that were of use last', () => {
  const all = Array.from({ length: 50 }, (_, n) => [key(n), entry(n, 100 + (n % 10))] as const);
  const table = CountTable.empty.with(all, 12);
  expect(table.size).toBe(12);
  const kept = Array.from({ length: 50 }, (_, n) => n).filter((n) => table.find(key(n)));
  // Five are of the last day, five of the day before, two of the one before that.
  expect(kept.map((n) => n % 10).sort()).toEqual([7, 7, 8, 8, 8, 8, 8, 9, 9, 9, 9, 9]);
});

it('a file that is not a whole table is an empty one', () => {
  const { words } = CountTable.empty.with([[key(1), entry(1)], [key(2), entry(2)]], 10); // prettier-ignore
  expect(CountTable.read(words).size).toBe(2);
  for (let i = 0; i < words.length; i++) {
    // The header's last two words mean nothing yet.
    if (i === 6 || i === 7) continue;
    const broken = words.slice();
    broken[i]! ^= 1 << (i % 32);
    expect(CountTable.read(broken).size).toBe(0);
    expect(CountTable.read(words.slice(0, i)).size).toBe(0);
  }
});

it('hashes whole blocks as MurmurHash3_x86_128 does', () => {
  const bytes = Buffer.from('The quick brown fox jumps over the lazy dog 0123');
  const words = Uint32Array.from({ length: 12 }, (_, i) => bytes.readUInt32LE(4 * i));
  const hex = (key: Key): string => [...key].map((word) => word.toString(16).padStart(8, '0')).join(' ');
  expect(hex(hash128(words))).toBe('f5943f54 3e50213c 36a46382 d6175cf2');
  expect(hex(hash128(words, 0x9747b28c))).toBe('837b47fc 7441ba0d ee6c81f0 baac279d');
});

it('texts that differ a little have keys that differ much', () => {
  const seen = new Set<string>();
  for (let n = 0; n < 5000; n++) seen.add([...hashText(`/folder/file${n}.ts\0${n % 7} 1 2 3`)].join());
  for (let n = 0; n < 100; n++) seen.add([...hashText('\0'.repeat(n))].join());
  expect(seen.size).toBe(5100);
});
