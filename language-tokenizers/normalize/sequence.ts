import { ANYWHERE, IDENTITY, type Normalized, type Normalizer } from './normalizer';
import type { OffsetMap } from './offsetMap';

/** One normalizer after another. */
export function sequence(normalizers: readonly Normalizer[]): Normalizer {
  if (normalizers.length === 0) return IDENTITY;
  if (normalizers.length === 1) return normalizers[0]!;
  const normalize = (text: string, first = true): Normalized => {
    let result: Normalized = { text };
    for (const normalizer of normalizers) result = chain(result, normalizer.normalize(result.text, first));
    return result;
  };
  // Only the first step sees the original text; for the others, a boundary of that is one if they have them anywhere.
  const [start, ...others] = normalizers as [Normalizer, ...Normalizer[]];
  if (!start.isBoundary || others.some((normalizer) => normalizer.isBoundary !== ANYWHERE))
    return { normalize };
  return { normalize, isBoundary: start.isBoundary };
}

/** Two results in a row as one. */
export function chain(first: Normalized, second: Normalized): Normalized {
  const map: OffsetMap | undefined =
    first.map && second.map ? second.map.after(first.map) : (first.map ?? second.map);
  return map ? { text: second.text, map } : { text: second.text };
}
