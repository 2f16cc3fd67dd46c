import { describe, expect, test } from 'vitest';
import { fixture, GOLDEN, NAMES, openFixture, toGolden } from './fixtures';

describe.each(NAMES)('a tokenizer.json such as %s', (name) => {
  const { text, tokens } = GOLDEN.results[name]!;
  const composes = new TextDecoder().decode(fixture(name)).includes('"NFC"');

  test('gives the ids and offsets of the reference', async () => {
    const tokenizer = await openFixture(name);
    GOLDEN.texts.forEach((given, i) => {
      const [ids, offsets] = toGolden(tokenizer.encode(given), given);
      expect(ids, JSON.stringify(given)).toEqual(text[i]![0]);
      // What normalization composed is all the token's here; the reference leaves marks out.
      if (!composes || given.normalize('NFC') === given)
        expect(offsets, JSON.stringify(given)).toEqual(text[i]![1]);
    });
  });

  test('counts what it encodes', async () => {
    const tokenizer = await openFixture(name);
    expect(GOLDEN.texts.map((given) => tokenizer.count(given))).toEqual(text.map(([ids]) => ids.length));
  });

  test('takes special tokens for tokens when asked', async () => {
    const tokenizer = await openFixture(name);
    GOLDEN.texts.forEach((given, i) => {
      const run = tokenizer.encode(given, { special: 'tokens' });
      expect(Array.from(run.ids), JSON.stringify(given)).toEqual((tokens[i] ?? text[i]!)[0]);
    });
  });

  test('covers every byte of the text', async () => {
    const tokenizer = await openFixture(name);
    if (name === 'words') return; // It sees no white space.
    for (const given of GOLDEN.texts) {
      const { byteEnds, byteStart, length } = tokenizer.encode(given);
      expect(byteStart).toBe(0);
      expect(length === 0 ? 0 : byteEnds[length - 1]).toBe(new TextEncoder().encode(given).length);
    }
  });
});
