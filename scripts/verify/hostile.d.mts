/** `count` short strings of seed `seed`, the same on every host. */
export declare function adversarialStrings(count: number, seed?: number): Generator<string>;
/** Texts of so many code points each, which together have all but the surrogates. */
export declare function everyCodePoint(
  perText: number,
  context?: (codePoint: string) => string,
): Generator<string>;
