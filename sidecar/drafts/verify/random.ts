/**
 * Uniform numbers in [0, 1) for the token at one position of a text: the same for the same seed and position, so
 * that what is drawn does not depend on how positions were grouped into steps. (SplitMix32, started from the
 * finaliser of MurmurHash3.)
 */
export function uniforms(seed: number, position: number): () => number {
  let state = Math.imul(seed ^ Math.imul(position + 1, 0x9e3779b1), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  state ^= state >>> 16;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let h = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
    return ((h ^ (h >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** The numbers of a position that may verify its token: whether a drafted one stands, and which one does instead. */
const VERIFYING = 2;

/** The uniform number that a draft's token for a position is drawn with: it has nothing to do with those that verify it. */
export function draftUniform(seed: number, position: number): number {
  const random = uniforms(seed, position);
  for (let i = 0; i < VERIFYING; i++) random();
  return random();
}
