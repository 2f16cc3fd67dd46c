import type { Counts } from './result';

/** The totals above a budget, in the order of the tokenizers. */
export function overBudget(totals: Counts, budget: number): { name: string; tokens: number }[] {
  return Object.entries(totals)
    .map(([name, tokens]) => ({ name, tokens }))
    .filter(({ tokens }) => tokens > budget);
}
