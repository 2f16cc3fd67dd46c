/**
 * Whole numbers from 0 to below a bound, all as likely and always the same for a seed: splitmix32 (after Steele,
 * Lea and Flood, 2014), with the uneven end of its range thrown away.
 */
export function randomBelow(seed: number): (below: number) => number {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  return (below) => {
    const even = 2 ** 32 - (2 ** 32 % below);
    for (;;) {
      const drawn = next();
      if (drawn < even) return drawn % below;
    }
  };
}
