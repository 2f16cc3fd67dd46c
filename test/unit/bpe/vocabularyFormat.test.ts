import { describe, expect, it } from 'vitest';
import { Vocabulary } from '../../../language-tokenizers/bpe/vocabulary';
import {
  packTokens,
  packVocabulary,
  unpackVocabulary,
  vocabularyDigest,
} from '../../../language-tokenizers/bpe/vocabularyFormat';

const digest = Uint8Array.from({ length: 16 }, (_, i) => i);
const tokens = [
  Uint8Array.of(97),
  undefined,
  Uint8Array.of(0xe4, 0xb8),
  Uint8Array.of(0x80),
  new Uint8Array(70_00),
];
const file = packVocabulary(packTokens(tokens), digest);

describe('a vocabulary file', () => {
  it('gives back its tokens and digest', () => {
    const vocabulary = Vocabulary.read(file);
    expect(tokens.map((_, rank) => vocabulary.token(rank))).toEqual(tokens);
    expect([...vocabulary.startsInside]).toEqual([0, 0, 0, 1, 0]);
    expect(vocabularyDigest(file)).toEqual(digest);
  });

  it('gives back all else that a vocabulary has', () => {
    const packed = packTokens(tokens, {
      symbols: 'characters',
      mergeable: 3,
      ids: Uint32Array.of(5, 6, 0, 4_000_000_000, 1),
      byteFallback: Uint32Array.from({ length: 256 }, (_, byte) => 255 - byte),
      unknown: 4,
      fuseUnknown: true,
    });
    expect(unpackVocabulary(packVocabulary(packed, digest))).toEqual(packed);
  });

  it('may start anywhere in a larger buffer', () => {
    const larger = new Uint8Array(file.length + 3);
    larger.set(file, 3);
    expect(unpackVocabulary(larger.subarray(3)).bytes.subarray(0, 4)).toEqual(
      Uint8Array.of(97, 0xe4, 0xb8, 0x80),
    );
  });

  it('is refused when it is something else or cut short anywhere', () => {
    const small = packVocabulary(packTokens(tokens.slice(0, 4), { ids: Uint32Array.of(3, 2, 1, 0) }), digest);
    expect(() => unpackVocabulary(file.map((byte) => byte ^ 1))).toThrow(/Not a vocabulary file/);
    for (let length = 0; length < small.length; length++) {
      expect(() => unpackVocabulary(small.subarray(0, length))).toThrow(/Not a vocabulary file|cut short/);
    }
  });

  it('holds no token over 65,535 bytes', () => {
    expect(() => packTokens([new Uint8Array(0x1_0000)])).toThrow(RangeError);
    expect(() => packVocabulary(packTokens(tokens), digest.subarray(1))).toThrow(RangeError);
  });
});

describe('a vocabulary with ids of its own', () => {
  const vocabulary = new Vocabulary(packTokens(tokens, { mergeable: 3, ids: Uint32Array.of(9, 7, 5, 3, 1) }));

  it('translates ranks to ids and back', () => {
    expect([0, 2, 3].map((rank) => vocabulary.idOf(rank))).toEqual([9, 5, 3]);
    expect([9, 7, 5, 3, 2].map((id) => vocabulary.rankOf(id))).toEqual([0, undefined, 2, 3, undefined]);
    expect(vocabulary.idLimit).toBe(10);
  });

  it('finds by bytes only what merging makes', () => {
    const prefixes = Int32Array.of(0, 98, 0);
    expect(vocabulary.find(Uint8Array.of(97), prefixes, 0, 1)).toBe(0);
    expect(vocabulary.findPair(0xe4, 0xb8)).toBe(2);
    const last = Int32Array.of(0, 0x81);
    expect(vocabulary.find(Uint8Array.of(0x80), last, 0, 1)).toBe(0x7fffffff);
  });
});
