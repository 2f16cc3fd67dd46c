import { packTokens, type PackedVocabulary, type VocabularyOptions } from '../bpe/vocabularyFormat';
import { findMergeOrder } from './mergeOrder';
import { readMerges } from './mergeTable';
import { type BpeJson, tokensOf } from './models';
import { TokenBytes } from './tokenBytes';
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
  const { names } = tokensOf(model.vocab);
  const bytes = new TokenBytes(names.length);
  const isWritten = new Uint8Array(names.length);
  let singles = 0;
  names.forEach((name, token) => {
    if (bytes.addWritten(name)) isWritten[token] = 1;
    else bytes.addText(name);
    if (isWritten[token] === 1 && name.length === 1) singles++;
  });
  if (singles < 256) throw new Unsupported('a vocabulary without a token for every byte');
  return rank(model, added, {
    names,
    indices: indicesOf(names),
    bytes,
    isMade: (token) => isWritten[token] === 1,
    symbols: 'bytes',
    options: {},
  });
}

/** What a model's tokens are in text. */
export interface TokenTexts {
  readonly names: readonly string[];
  readonly indices: ReadonlyMap<string, number>;
  readonly bytes: TokenBytes;
  /** Whether merging may make a token, or start from it. */
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
  { names, indices, bytes, isMade, symbols, options }: TokenTexts,
): RankedTokens {
  const order = findMergeOrder({
    tokens: bytes,
    count: names.length,
    isMade,
    symbols,
    isSymbol:
      symbols === 'bytes' ? (token) => bytes.length(token) === 1 : (token) => isCodePoint(names[token]!),
    merges: readMerges(model.merges, names, indices),
  });
  if (!order) throw new Unsupported('a list of merges that has no order of tokens');
  const { mergeable } = order;
  const isMergeable = new Uint8Array(names.length);
  for (const token of mergeable) isMergeable[token] = 1;
  const ranked = [...mergeable, ...Array.from(names.keys()).filter((token) => !isMergeable[token])];
  const { ids: modelIds } = tokensOf(model.vocab);
  const made = bytes.inOrder(ranked);
  const beside = added.filter(({ content }) => !indices.has(content));
  const others = packTokens(beside.map(({ content }) => new TextEncoder().encode(content)));
  return {
    vocabulary: {
      symbols,
      mergeable: mergeable.length,
      lengths: concatenated(
        new Uint16Array(made.lengths.length + others.lengths.length),
        made.lengths,
        others.lengths,
      ),
      bytes: concatenated(new Uint8Array(made.bytes.length + others.bytes.length), made.bytes, others.bytes),
      ids: Uint32Array.from([...ranked.map((token) => modelIds[token]!), ...beside.map(({ id }) => id)]),
      ...rankOptions(options, ranked),
    },
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

export function indicesOf(names: readonly string[]): ReadonlyMap<string, number> {
  const indices = new Map<string, number>();
  for (let index = 0; index < names.length; index++) indices.set(names[index]!, index);
  return indices;
}

function concatenated<T extends Uint8Array | Uint16Array>(both: T, first: T, second: T): T {
  both.set(first);
  both.set(second, first.length);
  return both;
}

export function isCodePoint(text: string): boolean {
  return text.length === (text.codePointAt(0)! > 0xffff ? 2 : 1);
}
