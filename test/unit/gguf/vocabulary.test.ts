import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenizerJsonOf } from '../../../language-tokenizers/gguf/convert';
import { GgufError } from '../../../language-tokenizers/gguf/error';
import { readGgufVocabulary } from '../../../language-tokenizers/gguf/vocabulary';
import { inMemory } from '../../../language-tokenizers/registry/formats';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { writeVocabulary, type VocabularyParts } from '../../lib/gguf/vocabularyFile.mjs';
import { temporaryFolder } from './support';

const file = path.join(temporaryFolder(), 'file.gguf');
const whole = readFileSync(tinyModel());

function failure(bytes: Uint8Array): GgufError {
  try {
    tokenizerJsonOf(readGgufVocabulary(inMemory(bytes)));
  } catch (error) {
    if (error instanceof GgufError) return error;
    throw error;
  }
  throw new Error('The file was accepted.');
}

function written(model: string, parts: Partial<VocabularyParts>): Buffer {
  writeVocabulary(file, model, { tokens: ['a', 'b'], types: [1, 1], ...parts });
  return readFileSync(file);
}

describe('the vocabulary in a GGUF file', () => {
  it('is read without the weights', () => {
    const vocabulary = readGgufVocabulary(inMemory(whole));
    expect(vocabulary).toMatchObject({ name: 'Tokoscope tiny', model: 'gpt2', preTokenizer: 'qwen2' });
    expect(vocabulary.tokens).toHaveLength(649);
    const { metadataBytes } = vocabulary;
    expect(metadataBytes).toBeLessThan(whole.length / 10);
    const again = readGgufVocabulary(inMemory(whole.subarray(0, metadataBytes)));
    expect(again.tokens).toEqual(vocabulary.tokens);
    expect(failure(whole.subarray(0, metadataBytes - 1)).kind).toBe('damaged');
  });

  it('reads a file in windows: bytes are asked for in order, and each once', () => {
    let asked = 0;
    readGgufVocabulary({
      size: whole.length,
      read(offset, length) {
        expect(offset).toBe(asked);
        const bytes = whole.subarray(offset, offset + length);
        asked += bytes.length;
        return bytes;
      },
    });
  });

  it.each([
    ['a kind that is not known', 'rwkv', {}, 'unsupported', 'of the kind "rwkv"'],
    [
      'a rule that is not known',
      'gpt2',
      { pre: 'new-rule', merges: [] },
      'unsupported',
      'the rule "new-rule"',
    ],
    ['no tokens', 'gpt2', { tokens: [], types: [] }, 'damaged', 'carries no vocabulary'],
    ['no scores', 'llama', {}, 'damaged', 'no scores'],
    ['too few types', 'gpt2', { types: [1] }, 'damaged', 'token_type list 1 of 2'],
    ['too few scores', 'llama', { scores: [0] }, 'damaged', 'scores list 1 of 2'],
  ] as const)('says what is wrong: %s', (_, model, parts, kind, words) => {
    const error = failure(written(model, parts));
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(words);
  });

  it('does not believe lengths that no file could hold', () => {
    const at = whole.indexOf('tokenizer.ggml.tokens') + 'tokenizer.ggml.tokens'.length + 8;
    for (const length of [0xffff_ffffn, 0x7fff_ffff_ffff_ffffn, 2n ** 64n - 1n]) {
      const bytes = Buffer.from(whole);
      bytes.writeBigUInt64LE(length, at);
      expect(failure(bytes).kind).toBe('damaged');
    }
  });

  it('survives damage: it is read, or refused with a word', () => {
    const damage = fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(damage, (changes) => {
        const bytes = Buffer.from(whole.subarray(0, 40_000));
        for (const [at, value] of changes) bytes[at] = value;
        try {
          readGgufVocabulary(inMemory(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(GgufError);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is none in a file of another kind', () => {
    writeFileSync(file, 'hello');
    expect(failure(readFileSync(file)).message).toBe('is not a GGUF model');
  });
});
