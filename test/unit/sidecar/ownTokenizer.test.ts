import type { LlamaModel } from 'node-llama-cpp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tokenizer } from '../../../language-tokenizers/bpe/tokenizer';
import { openOwnTokenizer } from '../../../sidecar/engine/llama/ownTokenizer';
import { LlamaVocabulary } from '../../../sidecar/engine/llama/vocabulary';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { HOSTILE, SOURCES } from '../gguf/support';
import { openLlama } from './lib/openLlama';

let model: LlamaModel;
let own: Tokenizer;
beforeAll(async () => {
  model = await (await openLlama()).loadModel({ modelPath: tinyModel(), vocabOnly: true });
  own = (await openOwnTokenizer(tinyModel(), undefined))!;
}, 60_000);
afterAll(() => model.dispose());

/** A tokenizer that counts the texts it is given. */
function counting(tokenizer: Tokenizer): Tokenizer & { texts: number } {
  const encode = tokenizer.encode.bind(tokenizer);
  return Object.assign(Object.create(tokenizer) as Tokenizer, {
    texts: 0,
    encode(this: { texts: number }, ...args: Parameters<Tokenizer['encode']>) {
      this.texts++;
      return encode(...args);
    },
  });
}

describe('our own tokenizer of a model', () => {
  it("makes llama.cpp's tokens, and is asked", () => {
    const counted = counting(own);
    const vocabulary = new LlamaVocabulary(model, counted);
    const asked = counted.texts;
    const texts = [...HOSTILE, ...SOURCES.slice(0, 20)];
    for (const text of texts)
      expect(vocabulary.tokenize(text)).toEqual(model.tokenize(text, false, 'trimLeadingSpace'));
    expect(counted.texts - asked).toBe(texts.length);
  });

  it('reads on after U+0000, where llama.cpp ends', () => {
    const vocabulary = new LlamaVocabulary(model, own);
    const bytes = vocabulary.tokenize('before\0after').flatMap((id) => [...vocabulary.tokenBytes(id)]);
    expect(Buffer.from(bytes).toString()).toBe('before\0after');
  });

  it('is not used where it would make other tokens', () => {
    const other = counting(own);
    const encode = other.encode.bind(other);
    other.encode = (text, options) => encode(text.replaceAll('漢字', '漢'), options);
    const vocabulary = new LlamaVocabulary(model, other);
    const asked = other.texts;
    expect(vocabulary.tokenize('漢字')).toEqual(model.tokenize('漢字', false, 'trimLeadingSpace'));
    expect(other.texts).toBe(asked);
  });

  it('is none for a file that has no vocabulary', async () => {
    expect(await openOwnTokenizer(import.meta.filename, undefined)).toBeUndefined();
    expect(await openOwnTokenizer('/nowhere/model.gguf', undefined)).toBeUndefined();
  });
});
