import type { TokenId } from '../../engine/engine';

/** More than any vocabulary has entries. */
const MOST = 2 ** 24;

const isToken = (id: TokenId | undefined): id is TokenId =>
  id !== undefined && Number.isInteger(id) && id >= 0 && id < MOST;

/** One number for two tokens in a row; `undefined` where one of them is none. */
export function pairKey(before: TokenId | undefined, token: TokenId | undefined): number | undefined {
  return isToken(before) && isToken(token) ? before * MOST + token : undefined;
}
