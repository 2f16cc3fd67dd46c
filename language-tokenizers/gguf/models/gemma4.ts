import { addedTokens, idsOf, sequence } from '../tokenizerJson';
import { pairOf } from './gpt2';
import type { GgufModel } from './ggufModel';

const SPACE = '\u2581';

/** BPE over characters by a list of merges, line by line; U+2581 stands for the space. */
export const GEMMA4_MODEL: GgufModel = {
  names: ['gemma4'],
  convert(vocabulary) {
    const { tokens, merges, unknownId } = vocabulary;
    return {
      version: '1.0',
      added_tokens: addedTokens(vocabulary),
      normalizer: { type: 'Replace', pattern: { String: ' ' }, content: SPACE },
      pre_tokenizer: {
        type: 'Split',
        pattern: { Regex: String.raw`[^\n]+|[\n]+` },
        behavior: 'Isolated',
        invert: false,
      },
      post_processor: null,
      decoder: sequence('decoders', [
        { type: 'Replace', pattern: { String: SPACE }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
      ]),
      model: {
        type: 'BPE',
        vocab: idsOf(tokens),
        merges: merges.map(pairOf),
        byte_fallback: true,
        fuse_unk: true,
        unk_token: unknownId === undefined ? null : tokens[unknownId],
        ignore_merges: false,
      },
    };
  },
};
