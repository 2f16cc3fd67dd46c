import { isCodePoint, rank, type RankedTokens } from '../bpeVocabulary';
import type { BpeJson } from '../models';
import type { AddedTokenJson } from '../tokenizerJson';
import { Unsupported } from '../unsupported';

/** The mark that SentencePiece writes for a space. */
export const SPACE_MARK = '▁';

/**
 * Ranks of tokens that are merged from characters, with the space for its mark: so the engine runs on the text as it
 * is. Throws an Unsupported.
 */
export function rankCharacters(model: BpeJson, added: readonly AddedTokenJson[]): RankedTokens {
  if (model.ignore_merges) throw new Unsupported('whole texts that are one token');
  const names = Object.keys(model.vocab);
  const fallbackBytes = model.byte_fallback ? byteTokens(names) : undefined;
  const unknown = model.unk_token === undefined ? -1 : names.indexOf(model.unk_token);
  if (!fallbackBytes && unknown < 0) throw new Unsupported('characters that are no token, and are left out');
  const byteOf = new Map(fallbackBytes?.map((token, byte) => [token, byte]));
  const isSpelt = spelling(names);
  const encoder = new TextEncoder();
  const bytes = names.map((name, token) => {
    const byte = byteOf.get(token);
    return byte === undefined ? encoder.encode(name.replaceAll(SPACE_MARK, ' ')) : Uint8Array.of(byte);
  });
  return rank(model, added, {
    names,
    bytes,
    isMade: (token) => !byteOf.has(token) && isSpelt(names[token]!),
    symbols: 'characters',
    options: {
      ...(fallbackBytes && { byteFallback: fallbackBytes }),
      ...(unknown >= 0 && !fallbackBytes && { unknown, fuseUnknown: model.fuse_unk }),
    },
  });
}

/** Indices of the bytes' tokens; undefined where one is missing, as then none is used. */
function byteTokens(names: readonly string[]): readonly number[] | undefined {
  const indices = new Map(names.map((name, index) => [name, index]));
  const tokens = Array.from({ length: 256 }, (_, byte) =>
    indices.get(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`),
  );
  return tokens.every((token) => token !== undefined) ? tokens : undefined;
}

/** Whether a token's characters are all tokens themselves; a text with another is never merged to it. */
function spelling(names: readonly string[]): (name: string) => boolean {
  const characters = new Set(names.filter(isCodePoint));
  return (name) => {
    if (name === '' || name.includes(' ')) return false;
    for (const character of name) if (!characters.has(character)) return false;
    return true;
  };
}
