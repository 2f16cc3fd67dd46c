import { describe, expect, it } from 'vitest';
import { Vocabulary } from '../../../language-tokenizers/bpe/vocabulary';
import {
  packVocabulary,
  unpackVocabulary,
  vocabularyDigest,
} from '../../../language-tokenizers/bpe/vocabularyFormat';

const digest = Uint8Array.from({ length: 16 }, (_, i) => i);
const tokens = [Uint8Array.of(97), undefined, Uint8Array.of(0xe4, 0xb8), Uint8Array.of(0x80)];
const file = packVocabulary(tokens, digest);

describe('a vocabulary file', () => {
  it('gives back its tokens and digest', () => {
    const vocabulary = Vocabulary.read(file);
    expect(tokens.map((_, id) => vocabulary.token(id))).toEqual(tokens);
    expect([...vocabulary.startsInside]).toEqual([0, 0, 0, 1]);
    expect(vocabularyDigest(file)).toEqual(digest);
  });

  it('may start anywhere in a larger buffer', () => {
    const larger = new Uint8Array(file.length + 3);
    larger.set(file, 3);
    expect(unpackVocabulary(larger.subarray(3)).bytes).toEqual(Uint8Array.of(97, 0xe4, 0xb8, 0x80));
  });

  it('is refused when it is something else or cut short', () => {
    expect(() => unpackVocabulary(new Uint8Array(0))).toThrow(/Not a vocabulary file/);
    expect(() => unpackVocabulary(file.map((byte) => byte ^ 1))).toThrow(/Not a vocabulary file/);
    expect(() => unpackVocabulary(file.subarray(0, file.length - 1))).toThrow(/cut short/);
    expect(() => unpackVocabulary(file.subarray(0, 26))).toThrow(/cut short/);
  });

  it('holds no token over 255 bytes', () => {
    expect(() => packVocabulary([new Uint8Array(256)], digest)).toThrow(RangeError);
    expect(() => packVocabulary(tokens, digest.subarray(1))).toThrow(RangeError);
  });
});
