import { draw } from '../engine/llama/sampling';
import type { TokenId } from '../engine/engine';
import type { BoundaryMethod, BoundaryRequest, BoundaryStart, NoBoundary } from './boundary';
import { bytesOf } from './bytes';
import { canonicalOf } from './canonical';
import { contextTree, firstChoice, type ContextNode } from './contextTree';
import { contextsOf, Members } from './cover';
import { greedyRow } from './greedyRow';
import { NodeLogits } from './nodeLogits';
import { off } from './off';
import { pickBest } from './pickBest';
import { Reader } from './reader';
import { spellsText } from './roundTrip';
import { cutTail, type Tail } from './safeCut';
import { tokenTrieOf } from './tokenTrie';
import { weigh, type WeighOptions } from './weigh';

/** Cut-offs of what is weighed above temperature 0 (arXiv 2410.09303's cover is longer than it matters). */
const LEAST_SHARE = 1e-4;
const MOST = 64;
const MOST_ASKED = 256;

/**
 * The byte-exact boundary (arXiv 2410.09303): of all rows of tokens that the tokenizer could have made of a text that
 * begins with the text before the cursor, the one is taken that greedy decoding takes given that text, or, above
 * temperature 0, one drawn by its probability. Decoding then goes on token by token, so that the answer is drawn from the model's distribution given
 * the bytes before the cursor, whatever token they end in.
 */
export const exact: BoundaryMethod = async (request) => {
  const plan = planFor(request);
  if ('reason' in plan) return plan;
  if ('unneeded' in plan) return { ...(await off(request)), reason: plan.unneeded };
  return request.want.temperature > 0 ? drawn(plan, request) : greedy(plan, request);
};

interface Plan {
  readonly tail: Tail;
  readonly root: ContextNode;
  readonly members: Members;
}

/** What there is to choose, worked out before the model is asked anything. */
function planFor(request: BoundaryRequest): Plan | NoBoundary | { readonly unneeded: string } {
  const { engine, tokens, tailTokens } = request;
  const { vocabulary } = engine;
  if (!spellsText(request)) return { reason: 'the tokenizer does not give back the text before the cursor' };
  if (tailTokens === 0) return { unneeded: 'the cursor stands where a text begins' };
  if (tokens.length < 2) return { reason: 'no token stands before those at the cursor' };

  const trie = tokenTrieOf(vocabulary);
  const canonical = canonicalOf(vocabulary);
  const tokenBytes = (id: TokenId): Uint8Array => vocabulary.tokenBytes(id);
  const tail = cutTail({ vocabulary, tokens, tailTokens, trie, canonical });
  if (tail === undefined) {
    return { reason: 'the text before the cursor is not tokenized by itself as it is in the prompt' };
  }
  const members = new Members(trie, canonical, tokenBytes);
  const contexts = contextsOf(tail, trie, canonical, tokenBytes).filter((one) => members.mayHaveSome(one));
  const [only, ...others] = contexts;
  if (only === undefined)
    return { reason: 'no token of the vocabulary agrees with the text before the cursor' };
  const isHard = others.length === 0 && members.hasNoneBut(only, tokens.at(-1)!);
  if (isHard) return { unneeded: 'no token goes on across the cursor' };
  return { tail, members, root: firstChoice(contextTree(contexts)) };
}

async function greedy(plan: Plan, request: BoundaryRequest): Promise<BoundaryStart | NoBoundary> {
  const { tail, root, members } = plan;
  const reader = new Reader(request.engine, tail.kept, request.signal);
  let paths = 0;
  if (!request.engine.logitsAreCheap && root.context !== undefined) {
    const picked = await pickBest(root, tail.kept, members, request);
    paths = picked.paths;
    reader.decodes = picked.decodes;
    reader.reused = picked.reused;
    if (picked.row !== undefined) return settle(plan, request, reader, picked.row, paths);
  }
  const found = await greedyRow(root, new NodeLogits(reader, aheadOf(plan, request)), members);
  return settle(plan, request, reader, found.row, paths + found.paths);
}

async function drawn(plan: Plan, request: BoundaryRequest): Promise<BoundaryStart | NoBoundary> {
  const { tail, root, members } = plan;
  const { want } = request;
  const reader = new Reader(request.engine, tail.kept, request.signal);
  const options: WeighOptions = {
    temperature: want.temperature,
    leastShare: LEAST_SHARE,
    most: MOST,
    mostAsked: MOST_ASKED,
  };
  const rows = await weigh(root, new NodeLogits(reader, aheadOf(plan, request)), members, options);
  const highest = rows[0]?.logProbability ?? 0;
  const weights = rows.map((row) => [row.tokens, Math.exp(row.logProbability - highest)] as const);
  const row = draw(weights, want.seed ^ request.tokens.length);
  return settle(plan, request, reader, row, rows.length);
}

/** The text's own tokens: most groups lie along them. */
function aheadOf({ tail }: Plan, { engine }: BoundaryRequest): readonly TokenId[] | undefined {
  return engine.logitsAreCheap ? tail.tokens.slice(0, -1) : undefined;
}

/** Brings the engine to the row that was taken. */
async function settle(
  { tail, root }: Plan,
  { engine }: BoundaryRequest,
  reader: Reader,
  row: readonly TokenId[] | undefined,
  paths: number,
): Promise<BoundaryStart | NoBoundary> {
  const shared = root.path.length;
  if (row === undefined) {
    const cost = { reused: reader.reused ?? 0, decodes: reader.decodes };
    return { reason: 'no token of the vocabulary agrees with the text before the cursor', cost };
  }
  const tokens = await reader.settle(row);
  return {
    tokens,
    chosen: row.length - shared,
    written: bytesOf(row, engine.vocabulary).slice(tail.bytes.length),
    decodes: reader.decodes,
    reused: reader.reused ?? 0,
    paths,
    branchTokens: reader.wasted(row, shared),
    method: 'exact',
  };
}
