import { ByteReader, type RandomAccess } from './byteReader';
import { damaged, grouped } from './error';
import { readMetadata, type GgufArray, type GgufValue } from './metadata';

/** Kinds of tokens, GGUF's tokenizer.ggml.token_type. */
export const TokenType = { normal: 1, unknown: 2, control: 3, userDefined: 4, unused: 5, byte: 6 } as const;

/** The vocabulary of a model, as its GGUF file carries it (keys tokenizer.ggml.*). */
export interface GgufVocabulary {
  /** The model's own name, "" when it has none. */
  readonly name: string;
  readonly architecture: string;
  /** Kind of tokenizer: "gpt2", "llama", "bert", "t5", …; the file's tokenizer.ggml.model. */
  readonly model: string;
  /** Name of the rule that splits text first, byte-level vocabularies only; "" where the file names none. */
  readonly preTokenizer: string;
  /** Texts of the tokens, ids being their indices. */
  readonly tokens: readonly string[];
  /** One for each token: see {@link TokenType}; all normal where the file says nothing. */
  readonly types: ArrayLike<number>;
  /** One for each token, the higher the better; undefined where the file has none. */
  readonly scores: ArrayLike<number> | undefined;
  /** "left right", the first the most important. */
  readonly merges: readonly string[];
  /** Replacements that a Unigram model makes first, as SentencePiece packs them. */
  readonly precompiledCharsmap: Uint8Array | undefined;
  readonly unknownId: number | undefined;
  /** A yes or no of the tokenizer's, "add_space_prefix"; undefined where the file says nothing. */
  readonly flag: (key: string) => boolean | undefined;
  /** Bytes at the start of the file in which all this stands. */
  readonly metadataBytes: number;
}

const PREFIX = 'tokenizer.ggml.';
const ARRAYS = ['tokens', 'token_type', 'scores', 'merges', 'precompiled_charsmap'].map(
  (key) => PREFIX + key,
);

/** Reads the vocabulary out of a file's metadata; the weights are not touched. Throws a {@link GgufError}. */
export function readGgufVocabulary(file: RandomAccess): GgufVocabulary {
  const reader = new ByteReader(file);
  const { values } = readMetadata(reader, (key) => ARRAYS.includes(key));
  const metadataBytes = reader.position;
  const model = text(values, `${PREFIX}model`);
  const tokens = array(values, 'tokens')?.strings;
  if (tokens === undefined || tokens.length === 0 || model === '') throw damaged('carries no vocabulary');
  const charsmap = array(values, 'precompiled_charsmap')?.numbers;
  const unknown = values.get(`${PREFIX}unknown_token_id`);
  return {
    name: text(values, 'general.name'),
    architecture: text(values, 'general.architecture'),
    model,
    preTokenizer: text(values, `${PREFIX}pre`),
    tokens,
    types:
      perToken(values, 'token_type', tokens.length) ?? new Uint8Array(tokens.length).fill(TokenType.normal),
    scores: perToken(values, 'scores', tokens.length),
    merges: array(values, 'merges')?.strings ?? [],
    precompiledCharsmap: charsmap && Uint8Array.from(charsmap),
    unknownId: typeof unknown === 'number' && unknown < tokens.length ? unknown : undefined,
    metadataBytes,
    flag: (key) => {
      const value = values.get(PREFIX + key);
      return typeof value === 'boolean' ? value : undefined;
    },
  };
}

function perToken(
  values: ReadonlyMap<string, GgufValue>,
  key: string,
  tokens: number,
): Float64Array | undefined {
  const numbers = array(values, key)?.numbers;
  if (numbers === undefined || numbers.length >= tokens) return numbers;
  throw damaged(`is damaged: its ${key} list ${grouped(numbers.length)} of ${grouped(tokens)} tokens`);
}

function array(values: ReadonlyMap<string, GgufValue>, key: string): GgufArray | undefined {
  const value = values.get(PREFIX + key);
  return typeof value === 'object' ? value : undefined;
}

function text(values: ReadonlyMap<string, GgufValue>, key: string): string {
  const value = values.get(key);
  return typeof value === 'string' ? value : '';
}
