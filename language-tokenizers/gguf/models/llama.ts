import { damaged } from '../error';
import { addedTokens, idsOf, isControl, sequence, type JsonPart } from '../tokenizerJson';
import { TokenType, type GgufVocabulary } from '../vocabulary';
import type { GgufModel } from './ggufModel';

const SPACE = '\u2581';

/** SentencePiece's BPE: characters are merged to the piece with the best score; U+2581 stands for the space. */
export const LLAMA_MODEL: GgufModel = {
  names: ['llama'],
  convert(vocabulary) {
    const { tokens, types } = vocabulary;
    const vocab = idsOf(tokens);
    const unknown = vocabulary.unknownId ?? Array.from(types).indexOf(TokenType.unknown);
    return {
      version: '1.0',
      added_tokens: addedTokens(vocabulary),
      normalizer: spaces(vocabulary),
      pre_tokenizer: null,
      post_processor: null,
      decoder: sequence('decoders', [
        { type: 'Replace', pattern: { String: SPACE }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
      ]),
      model: {
        type: 'BPE',
        vocab,
        merges: mergesByScore(vocabulary),
        byte_fallback: types[vocab['<0x00>'] ?? -1] === TokenType.byte,
        fuse_unk: true,
        unk_token: tokens[unknown] ?? null,
        ignore_merges: false,
      },
    };
  },
};

/** Each stretch between added tokens gets a space before it, unless the file says no. */
function spaces(vocabulary: GgufVocabulary): JsonPart {
  const replace = { type: 'Replace', pattern: { String: ' ' }, content: SPACE };
  if (vocabulary.flag('add_space_prefix') === false) return replace;
  return sequence('normalizers', [{ type: 'Prepend', prepend: SPACE }, replace]);
}

/** Every way to make a piece of two, the best pieces first; pieces of the same score by id. */
function mergesByScore(vocabulary: GgufVocabulary): [string, string][] {
  const { tokens, types, scores } = vocabulary;
  if (scores === undefined) throw damaged('is damaged: its vocabulary has no scores to merge by');
  const pieces: number[] = [];
  tokens.forEach((text, id) => {
    if (text !== '' && types[id] !== TokenType.byte && !isControl(vocabulary, id)) pieces.push(id);
  });
  const ids = new Map(pieces.map((id) => [tokens[id]!, id]));
  pieces.sort((a, b) => scores[b]! - scores[a]! || a - b);
  const merges: [string, string][] = [];
  for (const id of pieces) {
    for (const [left, right] of splits(tokens[id]!)) {
      if (ids.has(left) && ids.has(right)) merges.push([left, right]);
    }
  }
  return merges;
}

/** Every cut of a text between two characters. */
function* splits(text: string): Generator<[string, string]> {
  for (let at = 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0xdc00 || unit > 0xdfff) yield [text.slice(0, at), text.slice(at)];
  }
}
