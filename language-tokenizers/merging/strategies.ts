import type { Strategy } from './strategy';

/** The registry of what-if strategies, in the order in which they are shown. */
export const STRATEGIES: readonly Strategy[] = [];

/** The strategy of an id; undefined where there is none. */
export function strategyById(id: string): Strategy | undefined {
  return STRATEGIES.find((one) => one.id === id);
}
