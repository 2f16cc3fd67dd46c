import type { TokenId } from '../engine/engine';
import { logNormaliser } from '../engine/logits';
import { contextsBelow, type ContextNode } from './contextTree';
import type { Members } from './cover';
import type { NodeLogits } from './nodeLogits';

/** A row of tokens of the cover: all that it holds after the safe cut, and the natural logarithm of its probability. */
export interface WeighedRow {
  readonly tokens: readonly TokenId[];
  readonly logProbability: number;
}

export interface WeighOptions {
  /** Above 0: of the distribution that the rows are weighed by. */
  readonly temperature: number;
  /** Rows, and whole groups of rows, whose share of the weight found so far is below it are left out; 0 for none. */
  readonly leastShare: number;
  /** Rows of one group that are kept, the likeliest, and candidates that the tokenizer is asked about for them. */
  readonly most: number;
  readonly mostAsked: number;
}

interface Open {
  readonly node: ContextNode;
  readonly logProbability: number;
}

/**
 * Weighs the rows of a cover by the model, the likeliest beginnings first. A row is never likelier than its beginning,
 * so that beginnings too unlikely to matter are left out with all their rows.
 *
 * @param root the first node with a choice; its own probability counts as 1
 * @returns rows, the likeliest first
 */
export async function weigh(
  root: ContextNode,
  logitsOf: NodeLogits,
  members: Members,
  options: WeighOptions,
): Promise<WeighedRow[]> {
  const rows: WeighedRow[] = [];
  const open: Open[] = [{ node: root, logProbability: 0 }];
  let found = -Infinity;
  const least = (): number => Math.log(options.leastShare) + found;
  for (;;) {
    open.sort((a, b) => b.logProbability - a.logProbability);
    const next = open.shift();
    if (next === undefined || next.logProbability < least()) break;
    const { node, logProbability } = next;
    const logits = await logitsOf.after(node);
    const whole = logNormaliser(logits, options.temperature);
    const after = (token: TokenId): number => logProbability + logits[token]! / options.temperature - whole;
    const isWorthIt = (weight: number): boolean => weight > -Infinity && weight >= least();
    for (const row of membersOf(node, after, isWorthIt, members, options)) {
      rows.push(row);
      found = addLogs(found, row.logProbability);
    }
    for (const [token, child] of node.children) {
      const own = after(token);
      if (own > -Infinity && logitsOf.reader.fits(child.path) && mayLeadOn(child, members)) {
        open.push({ node: child, logProbability: own });
      }
    }
  }
  return rows
    .filter((row) => row.logProbability >= least())
    .sort((a, b) => b.logProbability - a.logProbability);
}

/** The members of a node's group that weigh enough, the likeliest first. */
export function* membersOf(
  { context, path }: ContextNode,
  weight: (token: TokenId) => number,
  isWorthIt: (weight: number) => boolean,
  members: Members,
  { most, mostAsked }: Pick<WeighOptions, 'most' | 'mostAsked'>,
): Generator<WeighedRow> {
  if (context === undefined) return;
  const likely = members
    .candidates(context)
    .map((token) => ({ token, logProbability: weight(token) }))
    .filter(({ logProbability }) => isWorthIt(logProbability))
    .sort((a, b) => b.logProbability - a.logProbability)
    .slice(0, mostAsked);
  let count = 0;
  for (const { token, logProbability } of likely) {
    // What was found since makes more and more of them too unlikely.
    if (count === most || !isWorthIt(logProbability)) return;
    if (!members.isCanonical(context, token)) continue;
    count++;
    yield { tokens: [...path, token], logProbability };
  }
}

/** False when no row of the cover goes through a node. */
export function mayLeadOn(node: ContextNode, members: Members): boolean {
  for (const context of contextsBelow(node)) if (members.mayHaveSome(context)) return true;
  return false;
}

/** Logarithm of the sum of two numbers that are given by theirs. */
export function addLogs(a: number, b: number): number {
  const high = Math.max(a, b);
  return high === -Infinity ? high : high + Math.log(Math.exp(a - high) + Math.exp(b - high));
}
