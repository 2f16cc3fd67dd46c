import type { OffsetMap } from './offsetMap';

/** A text after normalization. */
export interface Normalized {
  readonly text: string;
  /** Back to the text from before; undefined where every UTF-16 unit still stands at its old offset. */
  readonly map?: OffsetMap;
}

/**
 * One step between a text and what a tokenizer's model sees of it, as in a tokenizer.json's `normalizer`. Results
 * equal those of Hugging Face's tokenizers 0.23, whatever version of Unicode the host has.
 */
export interface Normalizer {
  /**
   * Normalizes a text, or a piece of one that `isBoundary` allows to be cut out; `first` is false for all pieces but
   * the first. A lone surrogate stands for itself.
   */
  normalize(text: string, first?: boolean): Normalized;
  /**
   * True where the two sides of `offset`, which is not inside a surrogate pair, can be normalized each by itself.
   * Looks at one code point on either side; absent for a normalizer whose result may depend on text further away.
   */
  readonly isBoundary?: (text: string, offset: number) => boolean;
}

/** A normalizer whose work on a part of a text does not depend on the rest. */
export type LocalNormalizer = Normalizer & { readonly isBoundary: NonNullable<Normalizer['isBoundary']> };

export function isLocal(normalizer: Normalizer): normalizer is LocalNormalizer {
  return normalizer.isBoundary !== undefined;
}

/** The `isBoundary` of a normalizer that goes by single code points. */
export const ANYWHERE = (): boolean => true;

/** The normalizer of a tokenizer that has none. */
export const IDENTITY: Normalizer = { normalize: (text) => ({ text }), isBoundary: ANYWHERE };
