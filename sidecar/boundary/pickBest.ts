import type { Engine, TokenId, Want } from '../engine/engine';
import { contextsBelow, type ContextNode } from './contextTree';
import type { Members } from './cover';

/** What one look at the model's favourites decided. */
export interface Picked {
  /** The tokens of the row after the safe cut; undefined where only probabilities can tell. */
  readonly row: readonly TokenId[] | undefined;
  /** Tokens that agree with the text and were asked about. */
  readonly paths: number;
  readonly decodes: number;
  readonly reused: number;
}

/**
 * The row that greedy decoding takes given the bytes, without any number, by order alone: at the first node with a
 * choice the engine is asked for the likeliest token that either ends a row there or leads on to others. When it ends
 * a row, no other weighs more, since all rows through a token weigh together no more than the token.
 *
 * This is what engines answer fast whose logits are dear: it is one step, as healing takes.
 */
export async function pickBest(
  root: ContextNode,
  fixed: readonly TokenId[],
  members: Members,
  { engine, want, signal }: { engine: Engine; want: Want; signal: AbortSignal },
): Promise<Picked> {
  const all = [...fixed, ...root.path];
  const { reused } = await engine.sync(all, signal);
  signal.throwIfAborted();
  const { context } = root;
  let paths = 0;
  const allow = (token: TokenId): boolean => {
    const child = root.children.get(token);
    const agrees =
      (context !== undefined && members.has(context, token)) ||
      (child !== undefined && [...contextsBelow(child)].some((below) => members.mayHaveSome(below)));
    if (agrees) paths++;
    return agrees;
  };
  const step = await engine.step(all.slice(-1), [], { ...want, allow });
  const token = step.tokens[0];
  const ends = token !== undefined && context !== undefined && members.has(context, token);
  return {
    row: ends ? [...root.path, token] : undefined,
    paths,
    decodes: step.decodes,
    reused: Math.min(reused, fixed.length),
  };
}
