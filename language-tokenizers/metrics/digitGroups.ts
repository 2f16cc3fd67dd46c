/** How a number's digits are grouped: by three from the left (`123|456|7`), from the right (`1|234|567`). */
export type Grouping = 'both' | 'leftToRight' | 'rightToLeft' | 'neither';

const THREE = 3;

/** Sizes of the groups by three from the left, as arXiv 2402.14903 has them. */
export function leftToRight(digits: number): number[] {
  const sizes = new Array<number>(Math.floor(digits / THREE)).fill(THREE);
  if (digits % THREE > 0) sizes.push(digits % THREE);
  return sizes;
}

export function rightToLeft(digits: number): number[] {
  return leftToRight(digits).reverse();
}

/** Which way groups of these sizes go; a number of whole threes goes both. */
export function groupingOf(sizes: readonly number[]): Grouping {
  const digits = sizes.reduce((sum, size) => sum + size, 0);
  const isLeft = sameSizes(sizes, leftToRight(digits));
  const isRight = sameSizes(sizes, rightToLeft(digits));
  if (isLeft) return isRight ? 'both' : 'leftToRight';
  return isRight ? 'rightToLeft' : 'neither';
}

/** Whether the first group is not what a reader of thousands expects: 1 to 3 digits, as many as are left over. */
export function isMisaligned(sizes: readonly number[]): boolean {
  const digits = sizes.reduce((sum, size) => sum + size, 0);
  return sizes[0] !== ((digits - 1) % THREE) + 1;
}

/** Digits with a separator between groups of three from the right: `1_000_000`. */
export function separated(digits: string, separator: string): string {
  const groups: string[] = [];
  for (let at = 0, i = 0; at < digits.length; i++) {
    const size = i === 0 ? ((digits.length - 1) % THREE) + 1 : THREE;
    groups.push(digits.slice(at, at + size));
    at += size;
  }
  return groups.join(separator);
}

function sameSizes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}
