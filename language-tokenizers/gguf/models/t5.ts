import { damaged } from '../error';
import { addedTokens, isControl, sequence, type JsonPart } from '../tokenizerJson';
import { TokenType, type GgufVocabulary } from '../vocabulary';
import type { GgufModel } from './ggufModel';

const SPACE = '\u2581';
const NONCHARACTER = '\u{10ffff}';
const DEFAULT_UNKNOWN = 2;

/** SentencePiece's Unigram: the most likely sequence of pieces. */
export const T5_MODEL: GgufModel = {
  names: ['t5'],
  convert(vocabulary) {
    const { tokens, scores } = vocabulary;
    if (scores === undefined) throw damaged('is damaged: its vocabulary has no scores to choose by');
    return {
      version: '1.0',
      added_tokens: addedTokens(vocabulary),
      normalizer: normalizer(vocabulary),
      pre_tokenizer: {
        type: 'Metaspace',
        replacement: SPACE,
        prepend_scheme: vocabulary.flag('add_space_prefix') === false ? 'never' : 'always',
        split: true,
      },
      post_processor: null,
      decoder: { type: 'Metaspace', replacement: SPACE, prepend_scheme: 'always', split: true },
      model: {
        type: 'Unigram',
        unk_id: vocabulary.unknownId ?? DEFAULT_UNKNOWN,
        vocab: tokens.map((text, id) => piece(vocabulary, text, id, scores[id]!)),
        byte_fallback: false,
      },
    };
  },
};

function piece(
  vocabulary: GgufVocabulary,
  text: string,
  id: number,
  score: number,
): readonly [string, number] {
  // Its id must be taken, and no text may have it.
  if (isControl(vocabulary, id)) return [`${NONCHARACTER}${id}`, score];
  return [text, vocabulary.types[id] === TokenType.userDefined ? 0 : score];
}

function normalizer({ precompiledCharsmap, flag }: GgufVocabulary): JsonPart | null {
  const parts: JsonPart[] = [];
  if (precompiledCharsmap) {
    parts.push({ type: 'Precompiled', precompiled_charsmap: base64(precompiledCharsmap) });
  }
  if (flag('remove_extra_whitespaces') ?? false) {
    parts.push(
      // Spaces alone, not all white space.
      { type: 'Replace', pattern: { Regex: String.raw`\A +| +\z` }, content: '' },
      { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' },
    );
  }
  return parts.length > 0 ? sequence('normalizers', parts) : null;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
