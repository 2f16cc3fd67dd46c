import { addedTokens, isControl } from '../tokenizerJson';
import type { GgufModel } from './ggufModel';

const WORD_START = '\u2581';
/** llama.cpp has no limit to a word; this is beyond every text. */
const LONGEST_WORD = 2 ** 31 - 1;
const DEFAULT_UNKNOWN = 100;

/** BERT's WordPiece. GGUF marks what starts a word by U+2581, and tokenizer.json what does not by "##". */
export const BERT_MODEL: GgufModel = {
  names: ['bert'],
  convert(vocabulary) {
    const { tokens, flag } = vocabulary;
    const vocab: Record<string, number> = {};
    tokens.forEach((text, id) => {
      if (isControl(vocabulary, id)) vocab[text] = id;
      else vocab[text.startsWith(WORD_START) ? text.slice(1) : `##${text}`] = id;
    });
    const lowercase = flag('normalizer.lowercase') ?? true;
    return {
      version: '1.0',
      added_tokens: addedTokens(vocabulary),
      normalizer: {
        type: 'BertNormalizer',
        clean_text: true,
        handle_chinese_chars: true,
        strip_accents: flag('normalizer.strip_accents') ?? lowercase,
        lowercase,
      },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      post_processor: null,
      decoder: { type: 'WordPiece', prefix: '##', cleanup: false },
      model: {
        type: 'WordPiece',
        vocab,
        unk_token: tokens[vocabulary.unknownId ?? DEFAULT_UNKNOWN] ?? '[UNK]',
        continuing_subword_prefix: '##',
        max_input_chars_per_word: LONGEST_WORD,
      },
    };
  },
};
