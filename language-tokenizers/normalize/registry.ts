import { TokenizerFileError } from '../tokenizerJson/error';
import type { NormalizerJson } from '../tokenizerJson/parts';
import { bert } from './bert';
import { byteLevel } from './byteLevel';
import { lowercase } from './lowercase';
import { nmt } from './nmt';
import { IDENTITY, type Normalizer } from './normalizer';
import { Precompiled } from './precompiled';
import { prepend } from './prepend';
import { replace } from './replace';
import { sequence } from './sequence';
import { strip } from './strip';
import { stripAccents } from './stripAccents';
import { unicodeForm } from './unicodeForm';

type Of<T extends NormalizerJson['type']> = Extract<NormalizerJson, { readonly type: T }>;

/** What makes each normalizer of a tokenizer.json. */
const NORMALIZERS: { readonly [T in NormalizerJson['type']]: (part: Of<T>) => Normalizer } = {
  NFC: () => unicodeForm('NFC'),
  NFD: () => unicodeForm('NFD'),
  NFKC: () => unicodeForm('NFKC'),
  NFKD: () => unicodeForm('NFKD'),
  Lowercase: () => lowercase,
  StripAccents: () => stripAccents,
  Nmt: () => nmt,
  ByteLevel: () => byteLevel,
  Strip: (part) => strip(part.strip_left, part.strip_right),
  Replace: (part) => replace(part.pattern, part.content),
  Prepend: (part) => prepend(part.prepend),
  Precompiled: (part) =>
    part.precompiled_charsmap === '' ? IDENTITY : new Precompiled(bytesOf(part.precompiled_charsmap)),
  BertNormalizer: (part) =>
    bert({
      cleanText: part.clean_text,
      handleChineseChars: part.handle_chinese_chars,
      stripAccents: part.strip_accents ?? part.lowercase,
      lowercase: part.lowercase,
    }),
  Sequence: (part) => sequence(part.normalizers.map(createNormalizer)),
};

/**
 * The normalizer of a tokenizer.json. Throws a TokenizerFileError for one that is broken, an Unsupported for one that
 * can't be made.
 */
export function createNormalizer<T extends NormalizerJson['type']>(part: Of<T> | undefined): Normalizer {
  return part ? NORMALIZERS[part.type](part) : IDENTITY;
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    throw new TokenizerFileError('The tokenizer file has a precompiled_charsmap that is no base64.');
  }
}
