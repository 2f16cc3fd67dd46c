import type { Engine, StepResult, TokenId, Vocabulary, Want } from '../engine/engine';
import { bestToken, logNormaliser } from '../engine/logits';
import { catchUp } from './draftModel/catchUp';
import { mustShareVocabulary } from './draftModel/sameVocabulary';
import type { Draft, DraftRequest, DraftSource } from './source';
import { distribution, draw, type Probabilities, type Sampling } from './verify/distribution';

export interface DraftModelOptions {
  /** A draft ends where the product of its probabilities falls below this. */
  readonly least?: number;
  /** Tokens of the prompt that the draft model evaluates for one draft, at most; until it has them all, it has none. */
  readonly catchUp?: number;
}

const LEAST = 0.4;
const CATCH_UP = 512;
const GREEDY: Want = { temperature: 0, seed: 0 };
/** Where a model shows no probabilities: how likely its tokens were to be right lately, and the weight of one more. */
const FIRST_TRUST = 0.8;
const WEIGHT = 1 / 16;

/** A draft whose tokens were drawn, for `stepWithDistributions`. */
export interface DrawnDraft {
  readonly tokens: readonly TokenId[];
  /** What each token was drawn from. */
  readonly distributions: readonly Probabilities[];
}

/**
 * A second, smaller model of the same vocabulary that writes drafts (Leviathan et al., arXiv 2211.17192). It has its
 * engine for itself, and ends it when it is disposed of.
 */
export class DraftModelSource implements DraftSource {
  readonly name = 'draft-model';
  readonly #engine: Engine;
  readonly #least: number;
  readonly #mostCatchUp: number;
  /** Tokens that both vocabularies have. */
  readonly #shared: number;
  /** Ends when the engine is free: a request that ended may still be using it. */
  #busy: Promise<unknown> = Promise.resolve();
  #tokens: TokenId[] = [];
  #isControl: (id: TokenId) => boolean = () => false;
  #signal: AbortSignal = new AbortController().signal;
  #proposed: readonly TokenId[] = [];
  #trust = FIRST_TRUST;

  /** @throws SidecarError (badRequest) when the vocabularies differ, with the first difference */
  constructor(
    engine: Engine,
    target: Vocabulary,
    { least = LEAST, catchUp: mostCatchUp = CATCH_UP }: DraftModelOptions = {},
  ) {
    mustShareVocabulary(engine.vocabulary, target);
    this.#engine = engine;
    this.#least = least;
    this.#mostCatchUp = mostCatchUp;
    this.#shared = Math.min(engine.vocabulary.size, target.size);
  }

  begin(request: DraftRequest): void {
    this.#tokens = [...request.tokens];
    this.#isControl = request.isControl;
    this.#signal = request.signal;
    this.#proposed = [];
  }

  push({ tokens }: Pick<StepResult, 'tokens'>): void {
    for (const [at, token] of this.#proposed.entries()) {
      if (at >= tokens.length) break;
      const isRight = token === tokens[at];
      this.#trust += ((isRight ? 1 : 0) - this.#trust) * WEIGHT;
      if (!isRight) break;
    }
    this.#proposed = [];
    this.#tokens.push(...tokens);
  }

  /** The tokens that the draft model writes by itself, while it is sure of them. */
  async propose(most: number): Promise<Draft | undefined> {
    const tokens: TokenId[] = [];
    const probabilities: number[] = [];
    let product = 1;
    const isCurrent = await this.#write(most, async (last) => {
      const { token, probability } = await this.#best(last);
      product *= probability;
      if (!this.#isShared(token) || this.#isControl(token) || product < this.#least) return undefined;
      tokens.push(token);
      probabilities.push(probability);
      return token;
    });
    if (!isCurrent) return undefined;
    this.#proposed = tokens;
    return tokens.length > 0 ? { source: this.name, tokens, probabilities } : undefined;
  }

  /** A draft for full rejection sampling: each token is drawn, from logits that are cut and sharpened as the target's. */
  async drawDraft(most: number, sampling: Sampling, random: () => number): Promise<DrawnDraft> {
    const tokens: TokenId[] = [];
    const distributions: Probabilities[] = [];
    const { size } = this.#engine.vocabulary;
    await this.#write(most, async (last) => {
      const from = new Float32Array(size);
      await this.#engine.evaluate([last], {
        from: 0,
        read: (_, logits) => distribution(logits, sampling, from),
        signal: this.#signal,
      });
      const token = draw(from, random());
      // A token that is not proposed must not be looked at: leaving it out by its value would change the odds.
      tokens.push(token);
      distributions.push(from);
      return this.#isControl(token) ? undefined : token;
    });
    return { tokens, distributions };
  }

  /**
   * Calls `next` with each last token, up to `most` times or until it ends, once the engine is where the text is.
   *
   * @returns false when another request began meanwhile
   */
  async #write(most: number, next: (last: TokenId) => Promise<TokenId | undefined>): Promise<boolean> {
    const [tokens, signal] = [this.#tokens, this.#signal];
    const isCurrent = (): boolean => tokens === this.#tokens && !signal.aborted;
    const before = this.#busy;
    const writing = (async () => {
      await before;
      const count = Math.min(most, this.#engine.contextSize - tokens.length);
      let last = tokens.at(-1);
      if (count < 1 || last === undefined || !isCurrent() || !tokens.every((id) => this.#isShared(id)))
        return;
      if (!(await catchUp(this.#engine, tokens, this.#mostCatchUp, signal))) return;
      for (let i = 0; i < count && last !== undefined && isCurrent(); i++) last = await next(last);
    })();
    this.#busy = writing.catch(() => undefined);
    await writing;
    return isCurrent();
  }

  #isShared(id: TokenId): boolean {
    return Number.isInteger(id) && id >= 0 && id < this.#shared;
  }

  async #best(last: TokenId): Promise<{ token: TokenId; probability: number }> {
    if (!this.#engine.logitsAreCheap) {
      const { tokens } = await this.#engine.step([last], [], GREEDY);
      return { token: tokens[0] ?? -1, probability: tokens.length > 0 ? this.#trust : 0 };
    }
    let best = { token: -1, probability: 0 };
    await this.#engine.evaluate([last], {
      from: 0,
      signal: this.#signal,
      read: (_, logits) => {
        const token = bestToken(logits);
        best = { token, probability: Math.exp(logits[token]! - logNormaliser(logits)) };
      },
    });
    return best;
  }

  /** Frees the draft model, once it has finished what it does. */
  async dispose(): Promise<void> {
    await this.#busy;
    await this.#engine.dispose();
  }
}
