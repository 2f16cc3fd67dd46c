import type { Logits, TokenId } from '../engine/engine';
import { logNormaliser } from '../engine/logits';
import { contextsBelow, type ContextNode } from './contextTree';
import type { Members } from './cover';
import type { Reader } from './reader';

/** A row of tokens of the cover: all that it holds after the safe cut, and the natural logarithm of its probability. */
export interface WeighedRow {
  readonly tokens: readonly TokenId[];
  readonly logProbability: number;
}

export interface WeighOptions {
  /** Above 0: of the distribution that the rows are weighed by. */
  readonly temperature: number;
  /** True when only the likeliest row is wanted: the others come as far as they were met on the way to it. */
  readonly best: boolean;
  /** Rows, and whole groups of rows, whose share of the weight found so far is below it are left out; 0 for none. */
  readonly leastShare: number;
  /** Rows of one group that are kept, the likeliest, and candidates that the tokenizer is asked about for them. */
  readonly most: number;
  readonly mostAsked: number;
  /** Tokens of rows that are read in one pass where the model's logits are cheap; undefined to read one by one. */
  readonly ahead: readonly TokenId[] | undefined;
}

interface Open {
  readonly node: ContextNode;
  readonly logProbability: number;
}

/**
 * Weighs the rows of a cover by the model, the likeliest beginnings first.
 *
 * A row is never likelier than its beginning. So where only the best row is wanted, the search ends as soon as a row
 * is found that is at least as likely as each beginning that is left; nothing is approximated. Where all are wanted,
 * beginnings too unlikely to matter are left out.
 *
 * @param root the first node with a choice; its own probability counts as 1
 * @returns rows, the likeliest first
 */
export async function weigh(
  root: ContextNode,
  reader: Reader,
  members: Members,
  options: WeighOptions,
): Promise<WeighedRow[]> {
  const rows: WeighedRow[] = [];
  const open: Open[] = [{ node: root, logProbability: 0 }];
  const known = new Map<string, Logits>();
  const { ahead } = options;
  let best = -Infinity;
  let found = -Infinity;
  for (;;) {
    open.sort((a, b) => b.logProbability - a.logProbability);
    const next = open.shift();
    if (next === undefined) break;
    if (options.best && best >= next.logProbability) break;
    if (next.logProbability < Math.log(options.leastShare) + found) break;
    const { node, logProbability } = next;
    const logits = known.get(node.path.join()) ?? (await read(node));
    const whole = logNormaliser(logits, options.temperature);
    const after = (token: TokenId): number => logProbability + logits[token]! / options.temperature - whole;

    const isWorthIt = (weight: number): boolean =>
      weight > -Infinity && (options.best ? weight > best : weight >= Math.log(options.leastShare) + found);
    for (const row of membersOf(node, after, isWorthIt, members, options)) {
      rows.push(row);
      best = Math.max(best, row.logProbability);
      found = addLogs(found, row.logProbability);
    }
    for (const [token, child] of node.children) {
      const own = after(token);
      if (own === -Infinity || !reader.fits(child.path) || !mayLeadOn(child, members)) continue;
      open.push({ node: child, logProbability: own });
    }
  }
  const least = Math.log(options.leastShare) + found;
  return rows
    .filter((row) => options.best || row.logProbability >= least)
    .sort((a, b) => b.logProbability - a.logProbability);

  /** Reads after a node, and after those below it that the tokens `ahead` go through, in the same pass. */
  async function read(node: ContextNode): Promise<Logits> {
    const isAhead = ahead !== undefined && node.path.every((token, at) => token === ahead[at]);
    if (!isAhead || ahead.length <= node.path.length) return reader.after(node.path);
    const all = await reader.afterEach(ahead, node.path.length);
    all.forEach((logits, at) => known.set(ahead.slice(0, node.path.length + at).join(), logits));
    return all[0]!;
  }
}

/** The members of a node's group that weigh enough, the likeliest first. */
function* membersOf(
  { context, path }: ContextNode,
  weight: (token: TokenId) => number,
  isWorthIt: (weight: number) => boolean,
  members: Members,
  { most, mostAsked }: WeighOptions,
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

function mayLeadOn(node: ContextNode, members: Members): boolean {
  for (const context of contextsBelow(node)) if (members.mayHaveSome(context)) return true;
  return false;
}

/** Logarithm of the sum of two numbers that are given by theirs. */
export function addLogs(a: number, b: number): number {
  const high = Math.max(a, b);
  return high === -Infinity ? high : high + Math.log(Math.exp(a - high) + Math.exp(b - high));
}
