import type { TokenId } from '../engine/engine';
import { logNormaliser } from '../engine/logits';
import type { ContextNode } from './contextTree';
import type { Members } from './cover';
import type { NodeLogits } from './nodeLogits';
import { addLogs, mayLeadOn, membersOf } from './weigh';

/** Beginnings whose share of a sum is smaller do not count in it, nor candidates beyond so many. */
const LEAST_SHARE = 1e-4;
const ASKED = { most: 64, mostAsked: 256 };

/** The row that greedy decoding takes given the bytes, and how many rows and beginnings were compared for it. */
export interface GreedyRow {
  readonly row: readonly TokenId[] | undefined;
  readonly paths: number;
}

/**
 * Greedy decoding given the bytes before the cursor: each token is the one that is likeliest given the tokens before
 * it and that the text goes on with those bytes. A token that ends a row weighs its own probability; one that leads
 * on weighs the sum of all rows through it, which is never more than its own probability, so that few have to be
 * looked into.
 *
 * (The likeliest row as a whole would be another thing: it favours tokens that reach far beyond the cursor against
 * ways on that are likelier together.)
 */
export async function greedyRow(
  root: ContextNode,
  logitsOf: NodeLogits,
  members: Members,
): Promise<GreedyRow> {
  let paths = 0;
  for (let node = root; ;) {
    const after = await expectation(node, logitsOf);
    const isPossible = (weight: number): boolean => weight > -Infinity;
    const [best] = membersOf(node, after, isPossible, members, { ...ASKED, most: 1 });
    if (best !== undefined) paths++;
    const children = childrenOf(node, after, logitsOf, members);
    let chosen: ContextNode | undefined;
    let weight = best?.logProbability ?? -Infinity;
    for (const [at, { child, logProbability }] of children.entries()) {
      if (logProbability <= weight) break;
      paths++;
      const isOnly = best === undefined && children.length === 1;
      const mass = isOnly ? 0 : await logMass(child, logitsOf, members, weight - logProbability);
      if (logProbability + mass > weight) {
        weight = logProbability + mass;
        chosen = children[at]!.child;
      }
    }
    if (chosen === undefined) return { row: best?.tokens, paths };
    node = chosen;
  }
}

/** Logarithms of the probabilities after a node. */
async function expectation(node: ContextNode, logitsOf: NodeLogits): Promise<(token: TokenId) => number> {
  const logits = await logitsOf.after(node);
  const whole = logNormaliser(logits);
  return (token) => logits[token]! - whole;
}

/** The nodes after a node that rows go through, the likeliest first. */
function childrenOf(
  node: ContextNode,
  after: (token: TokenId) => number,
  { reader }: NodeLogits,
  members: Members,
): { readonly child: ContextNode; readonly logProbability: number }[] {
  return [...node.children]
    .map(([token, child]) => ({ child, logProbability: after(token) }))
    .filter(({ child, logProbability }) => logProbability > -Infinity && reader.fits(child.path))
    .sort((a, b) => b.logProbability - a.logProbability)
    .filter(({ child }) => mayLeadOn(child, members));
}

/**
 * Logarithm of the probability that the text goes on from a node with the bytes before the cursor.
 *
 * @param needed the sum is of no interest where it is not above it
 */
async function logMass(
  node: ContextNode,
  logitsOf: NodeLogits,
  members: Members,
  needed: number,
): Promise<number> {
  const after = await expectation(node, logitsOf);
  const { context } = node;
  const atMost = context === undefined ? [] : members.candidates(context).map(after);
  const children = childrenOf(node, after, logitsOf, members);
  const bound = [...atMost, ...children.map(({ logProbability }) => logProbability)].reduce(
    addLogs,
    -Infinity,
  );
  if (bound <= needed) return -Infinity;
  let sum = -Infinity;
  const isWorthIt = (weight: number): boolean => weight > -Infinity && weight >= Math.log(LEAST_SHARE) + sum;
  for (const row of membersOf(node, after, isWorthIt, members, ASKED)) sum = addLogs(sum, row.logProbability);
  for (const { child, logProbability } of children) {
    if (!isWorthIt(logProbability)) break;
    sum = addLogs(sum, logProbability + (await logMass(child, logitsOf, members, -Infinity)));
  }
  return sum;
}
