import { preTokenizerOf } from '../preTokenizers';
import { addedTokens, idsOf, sequence } from '../tokenizerJson';
import type { GgufModel } from './ggufModel';

/** Byte-level BPE: every character of a token stands for one byte. */
export const GPT2_MODEL: GgufModel = {
  names: ['gpt2'],
  convert(vocabulary) {
    const { tokens, merges } = vocabulary;
    const { patterns, ignoreMerges = false } = preTokenizerOf(vocabulary.preTokenizer);
    const splits = patterns.map((pattern) => ({
      type: 'Split',
      pattern: { Regex: pattern },
      behavior: 'Isolated',
      invert: false,
    }));
    const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };
    return {
      version: '1.0',
      added_tokens: addedTokens(vocabulary),
      normalizer: null,
      pre_tokenizer: sequence('pretokenizers', [...splits, byteLevel]),
      post_processor: null,
      decoder: byteLevel,
      model: { type: 'BPE', vocab: idsOf(tokens), merges: merges.map(pairOf), ignore_merges: ignoreMerges },
    };
  },
};

/** The left part has at least one character, which may be the space itself. */
export function pairOf(merge: string): [string, string] {
  const space = merge.indexOf(' ', 1);
  return [merge.slice(0, space), merge.slice(space + 1)];
}
