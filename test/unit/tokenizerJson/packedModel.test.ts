import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBpe } from '../../../language-tokenizers/tokenizerJson/bpeJsonTokenizer';
import { compileBpe } from '../../../language-tokenizers/tokenizerJson/compileBpe';
import { modelDigest, packModel, unpackModel } from '../../../language-tokenizers/tokenizerJson/packedModel';
import { readTokenizerJson } from '../../../language-tokenizers/tokenizerJson/tokenizerJson';
import { tokenizerPath } from '../../../scripts/setup/tokenizers.mjs';
import { fixture, GOLDEN, NAMES } from './fixtures';

const digest = Uint8Array.from({ length: 16 }, (_, i) => 7 * i);

function pack(source: Uint8Array, of = digest): Uint8Array {
  const json = readTokenizerJson(source);
  if (json.model.type !== 'BPE') throw new Error('No byte-pair model.');
  return packModel(compileBpe({ ...json, model: json.model }), of);
}

describe('a packed tokenizer', () => {
  test.each(NAMES)('encodes as the file that it was made from: %s', (name) => {
    const file = pack(fixture(name));
    expect(modelDigest(file)).toEqual(digest);
    const tokenizer = createBpe({ name }, unpackModel(file));
    GOLDEN.texts.forEach((text, i) => {
      expect(Array.from(tokenizer.encode(text).ids)).toEqual(GOLDEN.results[name]!.text[i]![0]);
    });
  });

  test('is refused when it is something else, or cut short', () => {
    const file = pack(fixture('llama2'));
    expect(modelDigest(file.subarray(1))).toBeUndefined();
    expect(() => unpackModel(file.subarray(1))).toThrow('Not a packed tokenizer of this version.');
    for (const length of [5, 200, file.length - 1]) {
      expect(() => unpackModel(file.subarray(0, length))).toThrow();
    }
  });
});

describe('the bundled vocabulary of Qwen2.5', () => {
  const folder = path.join(import.meta.dirname, '../../../language-tokenizers/bpe/vocabularies');
  const file = readFileSync(path.join(folder, 'qwen2.5.bin'));
  const notice = readFileSync(path.join(folder, 'NOTICE.md'), 'utf8');
  const [source, packed] = [...notice.matchAll(/`([0-9a-f]{64})`/g)].map(([, sum]) => sum!);

  test('is the one that the notice names', () => {
    expect(createHash('sha256').update(file).digest('hex')).toBe(packed);
    expect(Buffer.from(modelDigest(file)!).toString('hex')).toBe(source!.slice(0, 32));
  });

  test('has the ids of Qwen2.5', () => {
    const tokenizer = createBpe({ name: 'qwen2.5' }, unpackModel(file));
    expect(tokenizer.vocabularySize).toBe(151665);
    expect(tokenizer.specialTokens.get('<|endoftext|>')).toBe(151643);
    // <tool_call> and the tokens for filling in the middle are not special there.
    const ids = tokenizer.encode('def add(a, b):\n    return a + 12<|fim_middle|> e\u0301').ids;
    expect(Array.from(ids)).toEqual([
      750, 912, 2877, 11, 293, 982, 262, 470, 264, 488, 220, 16, 17, 151660, 3958,
    ]);
  });

  test('comes out the same when packed again', ({ skip }) => {
    const given = tokenizerPath('qwen2_5');
    if (!existsSync(given)) skip();
    const bytes = readFileSync(given);
    const sum = createHash('sha256').update(bytes).digest();
    expect(sum.toString('hex')).toBe(source);
    expect(Buffer.from(pack(bytes, sum.subarray(0, 16))).equals(file)).toBe(true);
  });
});
