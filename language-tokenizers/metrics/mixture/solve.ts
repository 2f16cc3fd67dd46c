import { type Coefficients, type Constraint, solve } from 'yalps';
import { leastSlack } from './leastSlack';
import type { Rivals } from './rivals';

const ROUNDS = 500;
/** Relative gap between the bounds at which the optimum counts as found. */
const GAP = 2e-3;
/** Slack in pairs of a million bytes that is none. */
const NO_SLACK = 1;

export interface Solution {
  /** By category; they add up to 1. */
  readonly shares: readonly number[];
  /** What the shares can't explain: the sum of all slack, in pairs of a million bytes. */
  readonly slack: number;
  /** No shares leave less slack than this. */
  readonly leastSlack: number;
  readonly rounds: number;
  /** False where the rounds ran out before the two met. */
  readonly converged: boolean;
}

/**
 * The shares of the categories under which the merges are best explained as those of the most frequent pairs: minimise
 * the slack Σ v_t + Σ u_p subject to v_t + u_p ≥ how much more frequent rival p of merge t is in the mixture (Hayase et
 * al., arXiv 2407.16607). The linear program is solved in two parts (Benders): one of the shares alone, to which each
 * round adds, in place of single constraints, the one that all of them together imply and that is violated most.
 */
export function solveShares(rivals: Rivals): Solution {
  const bounds: Float64Array[] = [];
  let shares: readonly number[] = Array.from({ length: rivals.categories }, () => 1 / rivals.categories);
  let best = { shares, slack: Infinity };
  let least = 0;
  for (let round = 1; ; round++) {
    const { upper, bound } = leastSlack(rivals, shares);
    if (upper < best.slack) best = { shares, slack: upper };
    bounds.push(bound);
    const next = optimum(bounds, rivals.categories);
    least = Math.max(least, next.slack);
    const converged = best.slack - least <= Math.max(NO_SLACK, GAP * best.slack);
    if (converged || round === ROUNDS) {
      return { ...best, leastSlack: least, rounds: round, converged };
    }
    shares = next.shares;
  }
}

/**
 * The shares with the least slack as far as the bounds know. As a game of shares against bounds, its value shifted above
 * 0, it is a program with a solution to begin at: maximise Σ x subject to Σ m x ≤ 1; the shares are x over its sum.
 */
function optimum(
  bounds: readonly Float64Array[],
  categories: number,
): { readonly shares: readonly number[]; readonly slack: number } {
  // The solver's precision is absolute: numbers about 1 suit it. Slack is never below 0, which is a bound, too.
  const size = Math.max(
    1,
    ...bounds.map((bound) => bound.reduce((most, one) => Math.max(most, Math.abs(one)), 0)),
  );
  const rows = [new Float64Array(categories), ...bounds].map((bound) => bound.map((one) => one / size + 2));
  const constraints = rows.map((_, i): [string, Constraint] => [`b${i}`, { max: 1 }]);
  const names = Array.from({ length: categories }, (_, i) => `x${i}`);
  const variables = names.map((name, k): [string, Coefficients] => [
    name,
    [['sum', 1], ...rows.map((row, i): [string, number] => [`b${i}`, row[k]!])],
  ]);
  const solved = solve({ direction: 'maximize', objective: 'sum', constraints, variables });
  if (solved.status !== 'optimal') throw new Error(`The mixture has no solution: ${solved.status}.`);
  const values = new Map(solved.variables);
  const found = names.map((name) => values.get(name) ?? 0);
  const sum = found.reduce((all, one) => all + one, 0);
  const shares = found.map((one) => one / sum);
  return { shares, slack: Math.max(0, 1 / solved.result - 2) * size };
}
