import { readFileSync } from 'node:fs';
import { createNormalizer } from '../../../language-tokenizers/normalize/registry';
import type { Normalizer } from '../../../language-tokenizers/normalize/normalizer';
import {
  normalizer as readNormalizer,
  type NormalizerJson,
} from '../../../language-tokenizers/tokenizerJson/parts';

/** A text, what the reference makes of it, and the range in code points that each of its characters stands for. */
type Case = readonly [original: string, normalized: string, offsets: readonly number[]];

export interface Golden {
  readonly normalizer: NormalizerJson;
  readonly cases: readonly Case[];
}

export function readGolden(path: string): Golden[] {
  return JSON.parse(readFileSync(path, 'utf8')) as Golden[];
}

export function make(json: unknown): Normalizer {
  return createNormalizer(readNormalizer(json, 'the normalizer'));
}

/** The range of each code point of the normalized text, in code points of the original. */
export function offsetsOf(normalizer: Normalizer, original: string): { text: string; offsets: number[] } {
  const { text, map } = normalizer.normalize(original);
  const offsets: number[] = [];
  const pointsBefore = (unit: number): number => Array.from(original.slice(0, unit)).length;
  for (let at = 0; at < text.length; at += text.codePointAt(at)! > 0xffff ? 2 : 1) {
    const end = at + (text.codePointAt(at)! > 0xffff ? 2 : 1);
    offsets.push(pointsBefore(map ? map.source(at) : at), pointsBefore(map ? map.sourceEnd(end - 1) : end));
  }
  return { text, offsets };
}
