import {
  flag,
  listOf,
  number,
  object,
  oneOf,
  optional,
  part,
  properties,
  type Reader,
  text,
  wrong,
} from './shape';

/*
 * The parts of a tokenizer.json, as Hugging Face's tokenizers 0.23 writes and reads them.
 */

export type Pattern = { readonly String: string } | { readonly Regex: string };

export type SplitBehavior = 'Removed' | 'Isolated' | 'MergedWithPrevious' | 'MergedWithNext' | 'Contiguous';

export type PrependScheme = 'always' | 'first' | 'never';

export type NormalizerJson =
  | { readonly type: 'Sequence'; readonly normalizers: readonly NormalizerJson[] }
  | { readonly type: 'NFC' | 'NFD' | 'NFKC' | 'NFKD' | 'Lowercase' | 'StripAccents' | 'Nmt' | 'ByteLevel' }
  | { readonly type: 'Strip'; readonly strip_left: boolean; readonly strip_right: boolean }
  | { readonly type: 'Replace'; readonly pattern: Pattern; readonly content: string }
  | { readonly type: 'Prepend'; readonly prepend: string }
  | { readonly type: 'Precompiled'; readonly precompiled_charsmap: string }
  | {
      readonly type: 'BertNormalizer';
      readonly clean_text: boolean;
      readonly handle_chinese_chars: boolean;
      readonly strip_accents: boolean | undefined;
      readonly lowercase: boolean;
    };

export type PreTokenizerJson =
  | { readonly type: 'Sequence'; readonly pretokenizers: readonly PreTokenizerJson[] }
  | { readonly type: 'BertPreTokenizer' | 'UnicodeScripts' | 'Whitespace' | 'WhitespaceSplit' }
  | { readonly type: 'ByteLevel'; readonly add_prefix_space: boolean; readonly use_regex: boolean }
  | { readonly type: 'CharDelimiterSplit'; readonly delimiter: string }
  | { readonly type: 'Digits'; readonly individual_digits: boolean }
  | { readonly type: 'FixedLength'; readonly length: number }
  | {
      readonly type: 'Metaspace';
      readonly replacement: string;
      readonly prepend_scheme: PrependScheme;
      readonly split: boolean;
    }
  | { readonly type: 'Punctuation'; readonly behavior: SplitBehavior }
  | {
      readonly type: 'Split';
      readonly pattern: Pattern;
      readonly behavior: SplitBehavior;
      readonly invert: boolean;
    };

export type DecoderJson =
  | { readonly type: 'Sequence'; readonly decoders: readonly DecoderJson[] }
  | { readonly type: 'BPEDecoder'; readonly suffix: string }
  | { readonly type: 'ByteFallback' | 'ByteLevel' | 'CTC' | 'Fuse' }
  | { readonly type: 'Metaspace'; readonly replacement: string }
  | { readonly type: 'Replace'; readonly pattern: Pattern; readonly content: string }
  | { readonly type: 'Strip'; readonly content: string; readonly start: number; readonly stop: number }
  | { readonly type: 'WordPiece'; readonly prefix: string };

const pattern: Reader<Pattern> = (value, at) => {
  const { String: literal, Regex: expression } = properties(value, at);
  if (typeof literal === 'string') return { String: literal };
  if (typeof expression === 'string') return { Regex: expression };
  throw wrong(at, 'a String or a Regex');
};

const behavior = oneOf('Removed', 'Isolated', 'MergedWithPrevious', 'MergedWithNext', 'Contiguous');

export const normalizer: Reader<NormalizerJson> = part<NormalizerJson>('normalizer', {
  Sequence: { normalizers: listOf((value, at) => normalizer(value, at)) },
  NFC: {},
  NFD: {},
  NFKC: {},
  NFKD: {},
  Lowercase: {},
  StripAccents: {},
  Nmt: {},
  ByteLevel: {},
  Strip: { strip_left: flag, strip_right: flag },
  Replace: { pattern, content: text },
  Prepend: { prepend: text },
  Precompiled: { precompiled_charsmap: optional(text, '') },
  BertNormalizer: {
    clean_text: flag,
    handle_chinese_chars: flag,
    strip_accents: optional(flag, undefined),
    lowercase: flag,
  },
});

const metaspace = object({
  replacement: text,
  // Files before 0.15 had add_prefix_space.
  add_prefix_space: optional(flag, true),
  prepend_scheme: optional(oneOf('always', 'first', 'never'), undefined),
  split: optional(flag, true),
});

const otherPreTokenizer: Reader<PreTokenizerJson> = part<Exclude<PreTokenizerJson, { type: 'Metaspace' }>>(
  'pre-tokenizer',
  {
    Sequence: { pretokenizers: listOf((value, at) => preTokenizer(value, at)) },
    BertPreTokenizer: {},
    UnicodeScripts: {},
    Whitespace: {},
    WhitespaceSplit: {},
    ByteLevel: { add_prefix_space: optional(flag, true), use_regex: optional(flag, true) },
    CharDelimiterSplit: { delimiter: text },
    Digits: { individual_digits: optional(flag, false) },
    FixedLength: { length: optional(number, 5) },
    Punctuation: { behavior: optional(behavior, 'Isolated') },
    Split: { pattern, behavior, invert: optional(flag, false) },
  },
);

export const preTokenizer: Reader<PreTokenizerJson> = (value, at) => {
  if (properties(value, at)['type'] !== 'Metaspace') return otherPreTokenizer(value, at);
  const { replacement, add_prefix_space, prepend_scheme, split } = metaspace(value, at);
  const scheme = prepend_scheme ?? (add_prefix_space ? 'always' : 'never');
  return { type: 'Metaspace', replacement, prepend_scheme: scheme, split };
};

export const decoder: Reader<DecoderJson> = part<DecoderJson>('decoder', {
  Sequence: { decoders: listOf((value, at) => decoder(value, at)) },
  BPEDecoder: { suffix: optional(text, '</w>') },
  ByteFallback: {},
  ByteLevel: {},
  CTC: {},
  Fuse: {},
  Metaspace: { replacement: text },
  Replace: { pattern, content: text },
  Strip: { content: text, start: number, stop: number },
  WordPiece: { prefix: text },
});
