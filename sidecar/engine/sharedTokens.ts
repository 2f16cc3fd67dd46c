import type { TokenId } from './engine';

/** How many tokens two lists begin with in common. */
export function sharedTokens(one: readonly TokenId[], other: readonly TokenId[]): number {
  const most = Math.min(one.length, other.length);
  let shared = 0;
  while (shared < most && one[shared] === other[shared]) shared++;
  return shared;
}
