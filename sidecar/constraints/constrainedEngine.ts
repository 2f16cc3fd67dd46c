import { DelegatingEngine } from '../engine/delegatingEngine';
import type { Engine, Logits, StepResult, TokenId, Want } from '../engine/engine';
import { TOP_K, TOP_P } from '../engine/llama/sampling';
import { afterToken, bestUnder } from './allowedTokens';
import { drawAllowed, MOST_TRIALS } from './awrs';
import type { ConstraintState } from './constraint';
import { uniform } from './random';
import { sampledWeights } from './sampledWeights';

/** What a constraint cost in one answer. */
export interface ConstraintCounts {
  /** Tokens that the constraint was asked about. */
  checks: number;
  /** Tokens that the model chose and the constraint did not allow. */
  rejected: number;
}

/**
 * Steps whose tokens a constraint allows. As long as the model's own choice is allowed, nothing is read from it and a
 * step costs one look at its tokens; only a choice that is not costs one more decode, for the probabilities, and then
 * the next ones are tried: by descending probability at temperature 0, else by rejection sampling (awrs.ts). A step
 * without tokens says that none of the likeliest is allowed.
 */
export class ConstrainedEngine extends DelegatingEngine {
  readonly counts: ConstraintCounts = { checks: 0, rejected: 0 };
  #state: ConstraintState;
  /** True once no token could be found. */
  stuck = false;

  constructor(
    inner: Engine,
    state: ConstraintState,
    private readonly signal: AbortSignal,
  ) {
    super(inner);
    this.#state = state;
  }

  override async step(input: readonly TokenId[], draft: readonly TokenId[], want: Want): Promise<StepResult> {
    const base = this.inner.cached.length + input.length;
    const result = await this.inner.step(input, draft, want);
    const tokens: TokenId[] = [];
    for (const id of result.tokens) {
      const next = this.#after(id);
      if (next === undefined) break;
      this.#state = next;
      tokens.push(id);
    }
    const refused = result.tokens[tokens.length];
    if (refused === undefined) return result;

    this.counts.rejected++;
    const last = tokens.at(-1) ?? input.at(-1)!;
    const other = await this.#choose(last, base + tokens.length - 1, refused, want);
    if (other !== undefined) tokens.push(other);
    this.stuck = tokens.length === 0;
    const accepted = Math.min(result.accepted, tokens.length);
    return { tokens, drafted: result.drafted, accepted, decodes: result.decodes + 1 };
  }

  /** Chooses another token behind `last`, which stands at `position`. */
  async #choose(last: TokenId, position: number, refused: TokenId, want: Want): Promise<TokenId | undefined> {
    await this.inner.rollback({ length: position });
    let chosen: TokenId | undefined;
    const read = (_: number, logits: Logits): void => {
      chosen = this.#pick(logits, refused, want, position);
    };
    await this.inner.evaluate([last], { from: 0, read, signal: this.signal });
    if (chosen === undefined) await this.inner.rollback({ length: position });
    else this.#state = afterToken(this.#state, chosen, this.vocabulary) ?? this.#state;
    return chosen;
  }

  #pick(
    logits: Logits,
    refused: TokenId,
    { temperature, seed }: Want,
    position: number,
  ): TokenId | undefined {
    const allow = (id: TokenId): boolean => id !== refused && this.#after(id) !== undefined;
    if (temperature > 0) {
      const weights = sampledWeights(logits, { temperature, topK: TOP_K, topP: TOP_P });
      const random = uniform(Math.imul(seed, 0x9e3779b1) ^ position);
      const rejected = [refused];
      const { token } = drawAllowed({ weights, allow, random, most: MOST_TRIALS, estimate: false, rejected });
      if (token !== undefined) return token;
    }
    return bestUnder(this.#state, logits, allow);
  }

  #after(id: TokenId): ConstraintState | undefined {
    this.counts.checks++;
    return afterToken(this.#state, id, this.vocabulary);
  }
}
