import { indicesOf, isCodePoint, rank, type RankedTokens } from '../bpeVocabulary';
import { type BpeJson, tokensOf } from '../models';
import { TokenBytes } from '../tokenBytes';
import type { AddedTokenJson } from '../tokenizerJson';
import { Unsupported } from '../unsupported';

/**
 * Ranks of tokens that are merged from characters. `spaceMark` is what they have for a space; here they have the
 * space, so that the engine runs on the text as it is. Throws an Unsupported.
 */
export function rankCharacters(
  model: BpeJson,
  added: readonly AddedTokenJson[],
  spaceMark: string | undefined,
): RankedTokens {
  if (model.ignore_merges) throw new Unsupported('whole texts that are one token');
  const { names } = tokensOf(model.vocab);
  const indices = indicesOf(names);
  const fallbackBytes = model.byte_fallback ? byteTokens(indices) : undefined;
  const unknown = model.unk_token === undefined ? -1 : (indices.get(model.unk_token) ?? -1);
  if (!fallbackBytes && unknown < 0) throw new Unsupported('characters that are no token, and are left out');
  const byteOf = new Map(
    fallbackBytes?.flatMap((token, byte) =>
      names[token]!.startsWith('<0x') ? [[token, byte] as const] : [],
    ),
  );
  const isSpelt = spelling(names, spaceMark);
  const bytes = new TokenBytes(names.length);
  names.forEach((name, token) => {
    const byte = byteOf.get(token);
    if (byte === undefined) bytes.addText(spaceMark ? name.replaceAll(spaceMark, ' ') : name);
    else bytes.addByte(byte);
  });
  return rank(model, added, {
    names,
    indices,
    bytes,
    isMade: (token) => !byteOf.has(token) && isSpelt(names[token]!),
    symbols: 'characters',
    options: {
      ...(fallbackBytes && { byteFallback: fallbackBytes }),
      ...(unknown >= 0 && !fallbackBytes && { unknown, fuseUnknown: model.fuse_unk }),
    },
  });
}

/**
 * Indices of the bytes' tokens; undefined where there are none. A byte that is a character with a token needs none of
 * its own, and has that one's.
 */
function byteTokens(indices: ReadonlyMap<string, number>): readonly number[] | undefined {
  const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');
  const tokens = Array.from({ length: 256 }, (_, byte) => indices.get(`<0x${hex(byte)}>`));
  if (tokens.every((token) => token === undefined)) return undefined;
  return tokens.map((token, byte) => {
    const found = token ?? (byte < 0x80 ? indices.get(String.fromCharCode(byte)) : undefined);
    if (found === undefined) throw new Unsupported(`a vocabulary without a token for the byte ${byte}`);
    return found;
  });
}

/** Whether a token's characters are all tokens themselves; a text with another is never merged to it. */
function spelling(names: readonly string[], spaceMark: string | undefined): (name: string) => boolean {
  const characters = new Set(names.filter(isCodePoint));
  return (name) => {
    if (name === '' || (spaceMark && name.includes(' '))) return false;
    for (const character of name) if (!characters.has(character)) return false;
    return true;
  };
}
