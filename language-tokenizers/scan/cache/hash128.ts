/** 128 bits as four words. */
export type Key = Uint32Array;

export const KEY_WORDS = 4;

/**
 * MurmurHash3_x86_128 (Austin Appleby, public domain) over whole words, the last block filled up with zeros. Not
 * against malice: for keys whose parts nobody outside chooses, and for checksums.
 */
export function hash128(words: Uint32Array, seed = 0): Key {
  let h1 = seed;
  let h2 = seed;
  let h3 = seed;
  let h4 = seed;
  const padded = words.length % 4;
  const whole = words.length - padded;
  const last = new Uint32Array(4);
  last.set(words.subarray(whole));
  for (let i = 0; i < words.length; i += 4) {
    const from = i < whole ? words : last;
    const at = i < whole ? i : 0;
    h1 = (Math.imul(rotate(h1 ^ mixed(from[at]!, 0x239b961b, 15, 0xab0e9789), 19) + h2, 5) + 0x561ccd1b) | 0;
    h2 =
      (Math.imul(rotate(h2 ^ mixed(from[at + 1]!, 0xab0e9789, 16, 0x38b34ae5), 17) + h3, 5) + 0x0bcaa747) | 0;
    h3 =
      (Math.imul(rotate(h3 ^ mixed(from[at + 2]!, 0x38b34ae5, 17, 0xa1e38b93), 15) + h4, 5) + 0x96cd1c35) | 0;
    h4 =
      (Math.imul(rotate(h4 ^ mixed(from[at + 3]!, 0xa1e38b93, 18, 0x239b961b), 13) + h1, 5) + 0x32ac3b17) | 0;
  }
  const bytes = words.length * 4;
  h1 ^= bytes;
  h2 ^= bytes;
  h3 ^= bytes;
  h4 ^= bytes;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  h1 = finished(h1);
  h2 = finished(h2);
  h3 = finished(h3);
  h4 = finished(h4);
  h1 = (h1 + h2 + h3 + h4) | 0;
  return Uint32Array.of(h1, h2 + h1, h3 + h1, h4 + h1);
}

/** Of a text's UTF-16 units, two to a word. */
export function hashText(text: string): Key {
  const words = new Uint32Array((text.length >> 1) + 1);
  for (let i = 0; i < text.length; i++) words[i >> 1]! |= text.charCodeAt(i) << ((i & 1) << 4);
  return hash128(words, text.length);
}

function mixed(word: number, first: number, turn: number, second: number): number {
  const product = Math.imul(word, first);
  return Math.imul((product << turn) | (product >>> (32 - turn)), second);
}

function rotate(word: number, turn: number): number {
  return (word << turn) | (word >>> (32 - turn));
}

function finished(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}
