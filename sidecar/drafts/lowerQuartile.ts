/**
 * The number that a quarter of some numbers are below, of few the lowest. Times are measured so: other programs only
 * ever add to them, and on a busy machine to most of them.
 */
export function lowerQuartile(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 2]!;
}
