import type { Engine, Logits, TokenId } from '../engine/engine';

export interface WalkRequest {
  readonly engine: Engine;
  /** How many ways to go on from what the cache holds. */
  readonly count: number;
  /** The logits after what the cache holds. */
  readonly first: Logits;
  /**
   * The next token of a branch, by the logits after the one before; undefined where the branch ends. Of branches that
   * are as long, those with a lower number are asked first.
   */
  readonly choose: (branch: number, logits: Logits) => TokenId | undefined;
  readonly signal: AbortSignal;
}

export interface WalkCost {
  /** Decode calls, and tokens evaluated in them. */
  decodes: number;
  evaluated: number;
}

/**
 * Goes on in several ways from what the cache holds, and leaves it as it was: side by side where the engine can hold
 * several sequences, else one after the other. As no choice depends on a later branch, both give the same.
 */
export function walk(request: WalkRequest): Promise<WalkCost> {
  return request.engine.branches && request.count > 1 ? walkTogether(request) : walkInTurn(request);
}

async function walkTogether({ engine, count, first, choose, signal }: WalkRequest): Promise<WalkCost> {
  const cost = { decodes: 0, evaluated: 0 };
  let tokens = Array.from({ length: count }, (_, branch) => choose(branch, first));
  if (tokens.every((token) => token === undefined)) return cost;
  signal.throwIfAborted();
  const branches = await engine.branches!(count);
  try {
    for (;;) {
      const going = tokens.filter((token) => token !== undefined).length;
      if (going === 0) return cost;
      signal.throwIfAborted();
      const next = new Array<TokenId | undefined>(count).fill(undefined);
      await branches.step(tokens, (branch, logits) => (next[branch] = choose(branch, logits)));
      cost.decodes++;
      cost.evaluated += going;
      tokens = next;
    }
  } finally {
    await branches.close();
  }
}

async function walkInTurn({ engine, count, first, choose, signal }: WalkRequest): Promise<WalkCost> {
  const cost = { decodes: 0, evaluated: 0 };
  const base = engine.checkpoint();
  for (let branch = 0; branch < count; branch++) {
    try {
      let token = choose(branch, first);
      while (token !== undefined) {
        signal.throwIfAborted();
        let next: TokenId | undefined;
        await engine.evaluate([token], {
          from: 0,
          read: (_, logits) => (next = choose(branch, logits)),
          signal,
        });
        cost.decodes++;
        cost.evaluated++;
        token = next;
      }
    } finally {
      await engine.rollback(base);
    }
  }
  return cost;
}

/** Makes the cache hold all of `tokens`, and returns the logits after them. */
export async function logitsAfter(
  engine: Engine,
  tokens: readonly TokenId[],
  signal: AbortSignal,
): Promise<Logits> {
  await engine.sync(tokens, signal);
  let copy: Logits = new Float32Array(0);
  const read = (_: number, logits: Logits): void => void (copy = logits.slice());
  await engine.evaluate(tokens.slice(-1), { from: 0, read, signal });
  return copy;
}
