import { TokenizerFileError } from './error';
import { model, type ModelJson } from './models';
import {
  decoder,
  type DecoderJson,
  normalizer,
  type NormalizerJson,
  preTokenizer,
  type PreTokenizerJson,
} from './parts';
import { flag, id, listOf, object, optional, properties, type Reader, text } from './shape';

/** A token beside the model's: found in text before the model sees it, or only when asked if `special`. */
export interface AddedTokenJson {
  readonly id: number;
  readonly content: string;
  /** Matches only where no letter, digit or underscore is next to it. */
  readonly single_word: boolean;
  /** Takes the white space before it. */
  readonly lstrip: boolean;
  /** Takes the white space after it. */
  readonly rstrip: boolean;
  /** Is looked for in the normalized text, not in the original one. */
  readonly normalized: boolean;
  readonly special: boolean;
}

/** A tokenizer.json, checked. */
export interface TokenizerJson {
  readonly added_tokens: readonly AddedTokenJson[];
  readonly normalizer: NormalizerJson | undefined;
  readonly pre_tokenizer: PreTokenizerJson | undefined;
  readonly decoder: DecoderJson | undefined;
  readonly model: ModelJson;
  /** The whole file as it was parsed. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export const addedToken: Reader<AddedTokenJson> = object<AddedTokenJson>({
  id,
  content: text,
  single_word: optional(flag, false),
  lstrip: optional(flag, false),
  rstrip: optional(flag, false),
  normalized: optional(flag, false),
  special: optional(flag, false),
});

const file: Reader<Omit<TokenizerJson, 'raw'>> = object<Omit<TokenizerJson, 'raw'>>({
  added_tokens: optional(listOf(addedToken), []),
  normalizer: optional(normalizer, undefined),
  pre_tokenizer: optional(preTokenizer, undefined),
  decoder: optional(decoder, undefined),
  model,
});

/**
 * Reads a tokenizer.json from its bytes or from what they were parsed to. Throws a TokenizerFileError for anything
 * else: a file cut short, one with parts that are not known, values of the wrong type.
 */
export function readTokenizerJson(source: Uint8Array | object): TokenizerJson {
  const raw = properties(source instanceof Uint8Array ? parse(source) : source, '');
  if (raw['model'] === undefined)
    throw new TokenizerFileError('The file is no tokenizer.json: it has no model.');
  return { ...file(raw, ''), raw };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new TokenizerFileError(
      bytes.length === 0
        ? 'The tokenizer file is empty.'
        : 'The tokenizer file is no JSON: it may be cut short, or be something else.',
    );
  }
}
