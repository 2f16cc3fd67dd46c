import { drawAllowed, MOST_TRIALS } from '../constraints/awrs';
import { uniform } from '../constraints/random';
import { sampledWeights, type Cut } from '../constraints/sampledWeights';
import type { Engine, Logits, TokenId } from '../engine/engine';
import { entropy, logNormaliser } from '../engine/logits';
import { Path, type PathRequest } from './path';
import { logitsAfter, walk, type WalkCost } from './walk';

export interface CautiousRequest extends Omit<PathRequest, 'vocabulary'> {
  readonly engine: Engine;
  readonly seed: number;
  /** Most ways to go on that are tried at one place. */
  readonly mostTrials?: number;
  /** `performance.now()` at which it ends as it is; 0 = never. */
  readonly deadline?: number;
  readonly onText?: (text: string) => void;
  readonly signal: AbortSignal;
}

export interface Cautious extends WalkCost {
  readonly path: Path;
  /** Places where more than one way was tried, and ways tried there. */
  readonly places: number;
  readonly trials: number;
  /** `performance.now()` at the first token. */
  readonly firstTokenAt: number;
}

/** Entropies in nats: at the lower one, one way is enough, at the higher one all are tried. */
const LEAST_ENTROPY = 0.01;
const MOST_ENTROPY = 1.5;
const MOST_WAYS = 4;
const SAMPLING: Cut = { temperature: 0.8, topK: 100, topP: 0.95 };
/** Tokens after which a way is judged even without punctuation. */
const MOST_SEGMENT = 32;
const PUNCTUATION = /[\n;,)}:]/;

/** How many ways to try where the next token has this entropy. */
export function trialsFor(nats: number, most = MOST_WAYS): number {
  const share = (nats - LEAST_ENTROPY) / (MOST_ENTROPY - LEAST_ENTROPY);
  return Math.max(1, Math.min(most, Math.floor(share * most)));
}

/**
 * Cautious next token prediction (Wang et al., 2507.03038): where the model is unsure, several ways are tried up to
 * the next punctuation, and the one with the lowest perplexity is kept. The first of them is the greedy one, the others
 * are sampled; where the model is sure it goes on greedily.
 */
export async function cautious(request: CautiousRequest): Promise<Cautious> {
  const { engine, start, signal } = request;
  let path = new Path({ ...request, vocabulary: engine.vocabulary });
  let logits = await logitsAfter(engine, start.tokens, signal);
  const counts = { decodes: 1, evaluated: 1, places: 0, trials: 0 };
  let firstTokenAt = 0;
  while (path.stop === undefined) {
    const before = path.tokens.length;
    const ways = trialsFor(entropy(logits), request.mostTrials);
    if (ways === 1) path.take(path.best(logits));
    else {
      const tried = await tryWays(request, path, ways, logits);
      path = tried.best;
      counts.places++;
      counts.trials += ways;
      counts.decodes += tried.decodes;
      counts.evaluated += tried.evaluated;
    }
    firstTokenAt ||= performance.now();
    request.onText?.(path.text);
    if (request.deadline && performance.now() >= request.deadline) path.stop ??= 'time';
    if (path.stop !== undefined) break;
    signal.throwIfAborted();
    const tokens = path.tokens.slice(before);
    await engine.evaluate(tokens, {
      from: tokens.length - 1,
      read: (_, after) => (logits = after.slice()),
      signal,
    });
    counts.decodes++;
    counts.evaluated += tokens.length;
  }
  return { path, ...counts, firstTokenAt };
}

interface Way {
  readonly path: Path;
  readonly random: () => number;
  /** Sum of the tokens' log-probabilities, and their number. */
  sum: number;
  tokens: number;
}

/** Goes on from `from` in several ways, and finds the one with the highest mean log-probability. */
async function tryWays(
  { engine, seed, signal }: CautiousRequest,
  from: Path,
  count: number,
  first: Logits,
): Promise<WalkCost & { readonly best: Path }> {
  const ways = Array.from({ length: count }, (_, at): Way => {
    const random = uniform(Math.imul(seed + 1, 0x9e3779b1) ^ (from.tokens.length << 8) ^ at);
    return { path: from.fork(), random, sum: 0, tokens: 0 };
  });
  const cost = await walk({
    engine,
    count,
    first,
    signal,
    choose(at, logits) {
      const way = ways[at]!;
      const token = at === 0 ? undefined : sample(logits, way);
      return take(way, token ?? way.path.best(logits), logits, engine);
    },
  });
  const best = ways.reduce((a, b) => (mean(b) > mean(a) ? b : a));
  return { best: best.path, ...cost };
}

const mean = ({ sum, tokens }: Way): number => (tokens === 0 ? -Infinity : sum / tokens);

function sample(logits: Logits, { path, random }: Way): TokenId | undefined {
  const weights = sampledWeights(logits, SAMPLING);
  return drawAllowed({ weights, allow: path.allows, random, most: MOST_TRIALS, estimate: false }).token;
}

/** Goes a way on by a token, and gives it back where the way does not end with it. */
function take(way: Way, token: TokenId | undefined, logits: Logits, engine: Engine): TokenId | undefined {
  way.path.take(token);
  if (token === undefined) return undefined;
  way.sum += logits[token]! - logNormaliser(logits);
  way.tokens++;
  if (way.path.stop !== undefined || way.tokens >= MOST_SEGMENT) return undefined;
  const text = String.fromCharCode(...engine.vocabulary.tokenBytes(token));
  return PUNCTUATION.test(text) ? undefined : token;
}
