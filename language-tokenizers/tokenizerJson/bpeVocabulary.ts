import { packTokens, type PackedVocabulary, type VocabularyOptions } from '../bpe/vocabularyFormat';
import { bytesOfToken } from './byteAlphabet';
import { findMergeOrder } from './mergeOrder';
import { readMerges } from './mergeTable';
import type { BpeJson } from './models';
import type { AddedTokenJson } from './tokenizerJson';
import { Unsupported } from './unsupported';

/** A model's tokens by rank: those that merging makes, the rest of the model's, then the added ones. */
export interface RankedTokens {
  readonly vocabulary: PackedVocabulary;
  /** Ranks from `vocabulary.mergeable` up to it are tokens of the model that merging can't make. */
  readonly modelSize: number;
}

/** Ranks of byte-level tokens, which are written in the byte alphabet. Throws an Unsupported. */
export function rankByteLevel(model: BpeJson, added: readonly AddedTokenJson[]): RankedTokens {
  const names = Object.keys(model.vocab);
  const bytes = names.map(bytesOfToken);
  if (bytes.filter((token) => token?.length === 1).length < 256)
    throw new Unsupported('a vocabulary without a token for every byte');
  return rank(model, added, {
    names,
    bytes,
    isMade: (token) => bytes[token] !== undefined,
    symbols: 'bytes',
    options: {},
  });
}

/** What a model's tokens are in text. */
export interface TokenTexts {
  readonly names: readonly string[];
  /** Bytes of each token; undefined where they are those of its name. */
  readonly bytes: readonly (Uint8Array | undefined)[];
  /** Whether merging may make a token. */
  readonly isMade: (token: number) => boolean;
  readonly symbols: 'bytes' | 'characters';
  /** By index; ranks are put in the place of indices. */
  readonly options: {
    readonly byteFallback?: readonly number[];
    readonly unknown?: number;
    readonly fuseUnknown?: boolean;
  };
}

/** Throws an Unsupported where merging by ranks is not merging by the model's list. */
export function rank(
  model: BpeJson,
  added: readonly AddedTokenJson[],
  { names, bytes, isMade, symbols, options }: TokenTexts,
): RankedTokens {
  const indices = new Map(names.map((name, index) => [name, index]));
  const order = findMergeOrder({
    tokens: bytes.map((token, index) => (isMade(index) ? token : undefined)),
    symbols,
    isSymbol:
      symbols === 'bytes' ? (token) => bytes[token]!.length === 1 : (token) => isCodePoint(names[token]!),
    merges: readMerges(model.merges, indices),
  });
  if (!order) throw new Unsupported('a list of merges that has no order of tokens');
  const { mergeable } = order;
  const isMergeable = new Uint8Array(names.length);
  for (const token of mergeable) isMergeable[token] = 1;
  const ranked = [...mergeable, ...Array.from(names.keys()).filter((token) => !isMergeable[token])];
  const others = added.filter(({ content }) => !indices.has(content));
  const encoder = new TextEncoder();
  const ids = Uint32Array.from([
    ...ranked.map((token) => model.vocab[names[token]!]!),
    ...others.map(({ id }) => id),
  ]);
  return {
    vocabulary: packTokens(
      [
        ...ranked.map((token) => bytes[token] ?? encoder.encode(names[token])),
        ...others.map(({ content }) => encoder.encode(content)),
      ],
      {
        symbols,
        mergeable: mergeable.length,
        ids,
        ...rankOptions(options, ranked),
      },
    ),
    modelSize: ranked.length,
  };
}

function rankOptions(options: TokenTexts['options'], ranked: readonly number[]): VocabularyOptions {
  const ranks = new Uint32Array(ranked.length);
  ranked.forEach((token, rank) => (ranks[token] = rank));
  return {
    ...(options.byteFallback && {
      byteFallback: Uint32Array.from(options.byteFallback, (token) => ranks[token]!),
    }),
    ...(options.unknown !== undefined && { unknown: ranks[options.unknown]! }),
    ...(options.fuseUnknown && { fuseUnknown: true }),
  };
}

export function isCodePoint(text: string): boolean {
  return text.length === (text.codePointAt(0)! > 0xffff ? 2 : 1);
}
