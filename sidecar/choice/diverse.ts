import type { Engine, Logits, TokenId } from '../engine/engine';
import { Path, type PathRequest } from './path';
import { logitsAfter, walk, type WalkCost } from './walk';

export interface DiverseRequest extends Omit<PathRequest, 'vocabulary'> {
  readonly engine: Engine;
  /** Answers that are there already, by their tokens from the start on: the first groups. */
  readonly earlier: readonly (readonly TokenId[])[];
  /** How many more to write. */
  readonly count: number;
  /** How much log-probability a token loses for each earlier group that has it at the same step. */
  readonly penalty?: number;
  /** False for a text that shows the user nothing new; true makes it known. */
  readonly isNew: (text: string) => boolean;
  /** `performance.now()` at which paths end as they are; 0 = never. */
  readonly deadline?: number;
  readonly signal: AbortSignal;
}

export interface Diverse extends WalkCost {
  /** Fewer than asked for where the model has no others to offer. */
  readonly paths: readonly Path[];
}

/** Of log-probability. Vijayakumar et al. find 0.2 to 0.8 to do. */
export const DIVERSITY = 0.5;
/** A group that writes what is there already is written anew with twice the penalty, so many times. */
const MOST_DOUBLINGS = 3;

/**
 * Alternatives that differ: diverse beam search (Vijayakumar et al., 1610.02424) with groups of one beam and Hamming
 * diversity. Each group takes the likeliest token after a penalty for those that earlier groups took at the same step.
 */
export async function diverse(request: DiverseRequest): Promise<Diverse> {
  const { engine, start, signal, count } = request;
  const shared: PathRequest = { ...request, vocabulary: engine.vocabulary };
  const first = await logitsAfter(engine, start.tokens, signal);
  const cost = { decodes: 1, evaluated: 1 };
  const done: Path[] = [];
  let penalty = request.penalty ?? DIVERSITY;
  let doublings = 0;
  while (done.length < count) {
    // Side by side, all that are missing are written: what depends on one that has to be written anew is, too.
    const paths = Array.from({ length: engine.branches ? count - done.length : 1 }, () => new Path(shared));
    const before = [...request.earlier, ...done.map(({ tokens }) => tokens)];
    const added = await walk({
      engine,
      count: paths.length,
      first,
      signal,
      choose(branch, logits) {
        const path = paths[branch]!;
        const others = before.concat(paths.slice(0, branch).map(({ tokens }) => tokens));
        const own = branch === 0 ? penalty : (request.penalty ?? DIVERSITY);
        return goOn(path, pick(logits, path, others, own), request.deadline ?? 0);
      },
    });
    cost.decodes += added.decodes;
    cost.evaluated += added.evaluated;
    const known = paths.findIndex(({ text }) => !request.isNew(text));
    done.push(...(known < 0 ? paths : paths.slice(0, known)));
    if (known !== 0) [penalty, doublings] = [request.penalty ?? DIVERSITY, 0];
    if (known < 0) continue;
    if (doublings++ === MOST_DOUBLINGS) break;
    penalty *= 2;
  }
  return { paths: done, ...cost };
}

/** Takes a token and gives it back where the path goes on with it. */
function goOn(path: Path, token: TokenId | undefined, deadline: number): TokenId | undefined {
  path.take(token);
  if (deadline > 0 && performance.now() >= deadline) path.stop ??= 'time';
  return path.stop === undefined ? token : undefined;
}

function pick(
  logits: Logits,
  path: Path,
  others: readonly (readonly TokenId[])[],
  penalty: number,
): TokenId | undefined {
  if (path.stop !== undefined) return undefined;
  const step = path.tokens.length;
  const scores = logits.slice();
  for (const other of others) {
    const taken = other[step];
    if (taken !== undefined) scores[taken]! -= penalty;
  }
  return path.best(scores);
}
