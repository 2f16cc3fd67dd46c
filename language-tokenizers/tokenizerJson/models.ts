import { TokenizerFileError } from './error';
import { flag, id, number, object, optional, properties, type Reader, text, wrong } from './shape';

/** Token ids by token, as the file has them. */
export type VocabularyJson = Readonly<Record<string, number>>;

/** Two tokens with a space between, or a pair of them. */
export type MergeJson = string | readonly [string, string];

export interface BpeJson {
  readonly type: 'BPE';
  readonly vocab: VocabularyJson;
  readonly merges: readonly MergeJson[];
  readonly dropout: number | undefined;
  readonly unk_token: string | undefined;
  readonly continuing_subword_prefix: string;
  readonly end_of_word_suffix: string;
  readonly fuse_unk: boolean;
  readonly byte_fallback: boolean;
  readonly ignore_merges: boolean;
}

export interface UnigramJson {
  readonly type: 'Unigram';
  /** Pieces and their scores; ids are indices. */
  readonly vocab: readonly (readonly [string, number])[];
  readonly unk_id: number | undefined;
  readonly byte_fallback: boolean;
}

export interface WordPieceJson {
  readonly type: 'WordPiece';
  readonly vocab: VocabularyJson;
  readonly unk_token: string;
  readonly continuing_subword_prefix: string;
  readonly max_input_chars_per_word: number;
}

export interface WordLevelJson {
  readonly type: 'WordLevel';
  readonly vocab: VocabularyJson;
  readonly unk_token: string;
}

export type ModelJson = BpeJson | UnigramJson | WordPieceJson | WordLevelJson;

/** A vocabulary's tokens in the order of the file, and the id of each. */
export interface TokenList {
  readonly names: readonly string[];
  readonly ids: Uint32Array;
}

/** Going through an object with a hundred thousand properties costs more than all that is done with them. */
const lists = new WeakMap<VocabularyJson, TokenList>();

export function tokensOf(vocab: VocabularyJson): TokenList {
  let list = lists.get(vocab);
  if (!list) {
    const names = Object.keys(vocab);
    list = { names, ids: Uint32Array.from(names, (name) => vocab[name]!) };
    lists.set(vocab, list);
  }
  return list;
}

const vocabulary: Reader<VocabularyJson> = (value, at) => {
  const given = properties(value, at);
  const { ids, names } = tokensOf(given as VocabularyJson);
  // What is no id is another number there, or none.
  const wrongAt = names.findIndex((name, i) => given[name] !== ids[i] || ids[i]! > 0x7fff_fffe);
  if (wrongAt >= 0) id(given[names[wrongAt]!], `${at}[${JSON.stringify(names[wrongAt])}]`);
  return given as VocabularyJson;
};

const merges: Reader<readonly MergeJson[]> = (value, at) => {
  if (!Array.isArray(value)) throw wrong(at, 'a list');
  for (let i = 0; i < value.length; i++) {
    const merge: unknown = value[i];
    if (typeof merge === 'string') continue;
    const pair =
      Array.isArray(merge) && merge.length === 2 && merge.every((token) => typeof token === 'string');
    if (!pair) throw wrong(`${at}[${i}]`, 'a pair of tokens');
  }
  return value as readonly MergeJson[];
};

const pieces: Reader<UnigramJson['vocab']> = (value, at) => {
  if (!Array.isArray(value)) throw wrong(at, 'a list');
  for (let i = 0; i < value.length; i++) {
    const piece: unknown = value[i];
    const fits =
      Array.isArray(piece) &&
      piece.length === 2 &&
      typeof piece[0] === 'string' &&
      typeof piece[1] === 'number';
    if (!fits) throw wrong(`${at}[${i}]`, 'a piece and its score');
  }
  return value as UnigramJson['vocab'];
};

const bpe = object<Omit<BpeJson, 'type'>>({
  vocab: vocabulary,
  merges,
  dropout: optional(number, undefined),
  unk_token: optional(text, undefined),
  continuing_subword_prefix: optional(text, ''),
  end_of_word_suffix: optional(text, ''),
  fuse_unk: optional(flag, false),
  byte_fallback: optional(flag, false),
  ignore_merges: optional(flag, false),
});

const unigram = object<Omit<UnigramJson, 'type'>>({
  vocab: pieces,
  unk_id: optional(id, undefined),
  byte_fallback: optional(flag, false),
});

const wordPiece = object<Omit<WordPieceJson, 'type'>>({
  vocab: vocabulary,
  unk_token: text,
  continuing_subword_prefix: optional(text, '##'),
  max_input_chars_per_word: optional(number, 100),
});

const wordLevel = object<Omit<WordLevelJson, 'type'>>({ vocab: vocabulary, unk_token: text });

/** The type is missing in old files; then the other fields tell. */
function typeOf(model: Readonly<Record<string, unknown>>, at: string): string {
  if (model['type'] !== undefined) return text(model['type'], `${at}.type`);
  if ('merges' in model) return 'BPE';
  if (Array.isArray(model['vocab'])) return 'Unigram';
  return 'max_input_chars_per_word' in model ? 'WordPiece' : 'WordLevel';
}

export const model: Reader<ModelJson> = (value, at) => {
  const type = typeOf(properties(value, at), at);
  switch (type) {
    case 'BPE':
      return { type, ...bpe(value, at) };
    case 'Unigram':
      return { type, ...unigram(value, at) };
    case 'WordPiece':
      return { type, ...wordPiece(value, at) };
    case 'WordLevel':
      return { type, ...wordLevel(value, at) };
    default:
      throw new TokenizerFileError(`The tokenizer file has a model that is not known: ${type}.`);
  }
};
