import type { Rivals } from './rivals';

/** What is the least slack for given shares. */
export interface LeastSlack {
  /** Slack that is enough; at most a 2000th of all rivalry more than the least. */
  readonly upper: number;
  /** What slack must be at least for any shares: their sum weighted with these, by category. */
  readonly bound: Float64Array;
}

/** Share of all rivalry that the result may be off by. */
const PRECISION = 5e-4;

/**
 * The least Σ v_t + Σ u_p with v_t + u_p ≥ e for every rival p of every merge t, where e is how much more frequent the
 * rival is in a mixture of these shares. By duality that is the heaviest matching of merges with rivals, which an
 * auction finds (Bertsekas): merges bid for the rival that exceeds them most, and prices become the slack of pairs.
 */
export function leastSlack({ categories, pairs, merges }: Rivals, shares: readonly number[]): LeastSlack {
  const weights = merges.map((rivals) =>
    Float64Array.from(rivals, ({ excess }) => excess.reduce((sum, more, i) => sum + more * shares[i]!, 0)),
  );
  const all = weights.reduce((sum, row) => sum + row.reduce((most, one) => Math.max(most, one), 0), 0);
  const bound = new Float64Array(categories);
  if (all === 0) return { upper: 0, bound };
  const step = (PRECISION * all) / merges.length;
  const prices = new Float64Array(pairs);
  /** By pair: the merge that has it, and one. */
  const owners = new Int32Array(pairs);
  const waiting = Array.from(merges.keys());
  while (waiting.length > 0) {
    const merge = waiting.pop()!;
    const rivals = merges[merge]!;
    const row = weights[merge]!;
    // To have none is worth nothing.
    let [most, second, chosen] = [0, 0, -1];
    for (let i = 0; i < row.length; i++) {
      const value = row[i]! - prices[rivals[i]!.pair]!;
      if (value > most) [most, second, chosen] = [value, most, i];
      else if (value > second) second = value;
    }
    if (chosen < 0) continue;
    const { pair } = rivals[chosen]!;
    if (owners[pair]! > 0) waiting.push(owners[pair]! - 1);
    owners[pair] = merge + 1;
    prices[pair]! += most - second + step;
  }
  let upper = prices.reduce((sum, price) => sum + price, 0);
  merges.forEach((rivals, merge) => {
    let slack = 0;
    rivals.forEach(({ pair, excess }, i) => {
      slack = Math.max(slack, weights[merge]![i]! - prices[pair]!);
      if (owners[pair] === merge + 1) for (let k = 0; k < categories; k++) bound[k]! += excess[k]!;
    });
    upper += slack;
  });
  return { upper, bound };
}
