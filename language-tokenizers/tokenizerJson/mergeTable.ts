import { TokenizerFileError } from './error';
import type { MergeJson } from './models';

/** For each token, what merges make it: all lists are parallel, a token's merges are at [first[t], first[t + 1]). */
export interface MergeTable {
  /** Index of the token's first merge; one more than there are tokens. */
  readonly first: Uint32Array;
  /** The left token of each merge. */
  readonly left: Uint32Array;
  /** The place of each merge in the file's list: the earlier, the sooner it is done. */
  readonly place: Uint32Array;
}

/**
 * The merges of a file by the token that they make. `names` are the tokens, `indices` the index of each. Throws a
 * TokenizerFileError for a merge of tokens, or into a token, that the vocabulary has not.
 */
export function readMerges(
  merges: readonly MergeJson[],
  names: readonly string[],
  indices: ReadonlyMap<string, number>,
): MergeTable {
  const count = merges.length;
  const lefts = new Uint32Array(count);
  const made = new Uint32Array(count);
  const first = new Uint32Array(names.length + 1);
  /** Most files have tokens in the order of their merges: the one after the last that was made is a good guess. */
  let guess = 0;
  for (let place = 0; place < count; place++) {
    const [left, right] = pairOf(merges[place]!, place);
    lefts[place] = indexOf(left, place);
    indexOf(right, place);
    const token = isJoined(names[guess], left, right) ? guess : indexOf(left + right, place);
    made[place] = token;
    first[token + 1]!++;
    guess = token + 1;
  }
  for (let token = 0; token < names.length; token++) first[token + 1]! += first[token]!;
  const next = first.slice();
  const left = new Uint32Array(count);
  const place = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const at = next[made[i]!]!++;
    left[at] = lefts[i]!;
    place[at] = i;
  }
  return { first, left, place };

  function indexOf(token: string, at: number): number {
    const index = indices.get(token);
    if (index === undefined)
      throw new TokenizerFileError(
        `The tokenizer file's merge ${at + 1} names the token ${JSON.stringify(token)}, which its vocabulary has not.`,
      );
    return index;
  }
}

function isJoined(token: string | undefined, left: string, right: string): boolean {
  return token?.length === left.length + right.length && token.startsWith(left) && token.endsWith(right);
}

function pairOf(merge: MergeJson, place: number): readonly [string, string] {
  if (typeof merge !== 'string') return merge;
  const space = merge.indexOf(' ');
  if (space < 0 || merge.includes(' ', space + 1))
    throw new TokenizerFileError(
      `The tokenizer file's merge ${place + 1} is not two tokens with a space between.`,
    );
  return [merge.slice(0, space), merge.slice(space + 1)];
}
