import { describe, expect, test } from 'vitest';
import { compileTokenizer } from '../../../language-tokenizers/tokenizerJson/compile';
import { TokenizerFileError } from '../../../language-tokenizers/tokenizerJson/error';
import { readTokenizerJson } from '../../../language-tokenizers/tokenizerJson/tokenizerJson';
import { fixture } from './fixtures';

type Json = Record<string, unknown>;

function changed(change: (file: Json, model: Json) => void): Json {
  const file = JSON.parse(new TextDecoder().decode(fixture('gpt2'))) as Json;
  change(file, file['model'] as Json);
  return file;
}

async function failure(source: Uint8Array | Json): Promise<string> {
  try {
    await compileTokenizer({ name: 'x' }, readTokenizerJson(source));
  } catch (error) {
    expect(error).toBeInstanceOf(TokenizerFileError);
    return (error as Error).message;
  }
  throw new Error('It was opened.');
}

describe('a tokenizer.json that is wrong is refused in one sentence', () => {
  const encoder = new TextEncoder();
  test.each<[string, Uint8Array | Json, RegExp]>([
    ['empty', new Uint8Array(0), /is empty/],
    ['cut short', fixture('gpt2').subarray(0, 5000), /may be cut short/],
    ['no UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), /no JSON/],
    ['a list', encoder.encode('[1]'), /is not an object/],
    ['something else', encoder.encode('{"name": "package"}'), /no model/],
    ['another model', changed((_, model) => (model['type'] = 'Neural')), /model that is not known: Neural/],
    [
      'another normalizer',
      changed((file) => (file['normalizer'] = { type: 'Magic' })),
      /normalizer that is not known: normalizer is of type Magic/,
    ],
    [
      'another pre-tokenizer inside a sequence',
      changed((file) => (file['pre_tokenizer'] = { type: 'Sequence', pretokenizers: [{ type: 'Odd' }] })),
      /pre_tokenizer\.pretokenizers\[0\] is of type Odd/,
    ],
    [
      'a pattern of neither kind',
      changed((file) => (file['pre_tokenizer'] = { type: 'Split', pattern: 'x', behavior: 'Isolated' })),
      /pre_tokenizer\.pattern is not/,
    ],
    [
      'an unknown behaviour',
      changed(
        (file) => (file['pre_tokenizer'] = { type: 'Split', pattern: { String: ' ' }, behavior: 'Gone' }),
      ),
      /pre_tokenizer\.behavior is not one of Removed, Isolated/,
    ],
    [
      'a merge of a missing token',
      changed((_, model) => (model['merges'] = [...(model['merges'] as unknown[]), ['qqq', 'a']])),
      /names the token "qqq", which its vocabulary has not/,
    ],
    [
      'a merge into a missing token',
      changed((_, model) => (model['merges'] = [['Z', 'Q']])),
      /merge 1 names the token "ZQ"/,
    ],
    ['a merge of three', changed((_, model) => (model['merges'] = ['a b c'])), /merge 1 is not two tokens/],
    ['a merge of numbers', changed((_, model) => (model['merges'] = [[1, 2]])), /merges\[0\] is not a pair/],
    [
      'an id that is none',
      changed((_, model) => ((model['vocab'] as Json)['a'] = -1)),
      /model\.vocab\["a"\] is not a whole number/,
    ],
    [
      'an id that is a text',
      changed((_, model) => ((model['vocab'] as Json)['b'] = '7')),
      /model\.vocab\["b"\] is not a whole number/,
    ],
    [
      'an added token without an id',
      changed((file) => (file['added_tokens'] = [{ content: '<x>' }])),
      /added_tokens\[0\]\.id is not a whole number/,
    ],
    [
      'what only a fallback has',
      changed((_, model) => (model['end_of_word_suffix'] = '</w>')),
      /has tokens with marks of where in a word they are, which is not supported/,
    ],
    [
      'no token for some bytes',
      changed((_, model) => {
        delete (model['vocab'] as Json)['!'];
        model['merges'] = [];
      }),
      /has a vocabulary without a token for every byte, which is not supported/,
    ],
  ])('%s', async (_, source, message) => {
    const found = await failure(source);
    expect(found).toMatch(message);
    expect(found).toMatch(/^[A-Z][^\n]*\.$/);
  });
});

test('what ours do not cover goes to the fallback, with the reason', async () => {
  const json = readTokenizerJson(changed((_, model) => (model['continuing_subword_prefix'] = '##')));
  const own = await compileTokenizer({ name: 'own' }, readTokenizerJson(fixture('gpt2')));
  const reasons: string[] = [];
  const tokenizer = await compileTokenizer({ name: 'x' }, json, (names, file, reason) => {
    expect(names.name).toBe('x');
    expect(file).toBe(json);
    reasons.push(reason);
    return own;
  });
  expect(tokenizer).toBe(own);
  expect(reasons).toEqual(['tokens with marks of where in a word they are']);
});
