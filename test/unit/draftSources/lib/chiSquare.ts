/**
 * Probability that counts as far as these from the expected ones, or farther, come by chance (Pearson's test). Cells
 * that nothing is expected in must be empty.
 *
 * @param expected probabilities of the cells
 */
export function chiSquare(counts: readonly number[], expected: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let statistic = 0;
  let cells = 0;
  for (const [i, probability] of expected.entries()) {
    const count = counts[i] ?? 0;
    if (probability === 0) {
      if (count > 0) return 0;
      continue;
    }
    cells++;
    statistic += (count - probability * total) ** 2 / (probability * total);
  }
  return upperGamma((cells - 1) / 2, statistic / 2);
}

/** The same for two samples of equal size, of which neither is the truth. */
export function chiSquareOfTwo(a: readonly number[], b: readonly number[]): number {
  let statistic = 0;
  let cells = 0;
  for (const [i, count] of a.entries()) {
    const both = count + (b[i] ?? 0);
    if (both === 0) continue;
    cells++;
    statistic += (count - (b[i] ?? 0)) ** 2 / both;
  }
  return upperGamma((cells - 1) / 2, statistic / 2);
}

/** Regularised upper incomplete gamma function Q(s, x): by its series, or by its continued fraction (Lentz). */
export function upperGamma(s: number, x: number): number {
  if (x <= 0) return 1;
  const factor = Math.exp(-x + s * Math.log(x) - logGamma(s));
  if (x < s + 1) {
    let term = 1 / s;
    let sum = term;
    for (let n = 1; n < 1000; n++) sum += term *= x / (s + n);
    return 1 - sum * factor;
  }
  let b = x + 1 - s;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 1000; n++) {
    const a = -n * (n - s);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= c * d;
  }
  return fraction * factor;
}

/** Exact for the halves and wholes that degrees of freedom give. */
function logGamma(s: number): number {
  if (s === 1) return 0;
  if (s === 0.5) return Math.log(Math.PI) / 2;
  return Math.log(s - 1) + logGamma(s - 1);
}
