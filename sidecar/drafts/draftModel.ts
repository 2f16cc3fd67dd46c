import type { Engine, Logits, StepResult, TokenId, Vocabulary, Want } from '../engine/engine';
import { bestToken, logNormaliser } from '../engine/logits';
import { catchUp } from './draftModel/catchUp';
import { mustShareVocabulary } from './draftModel/sameVocabulary';
import type { Draft, DraftRequest, DraftSource, Drawing } from './source';
import { distribution, draw, type Probabilities } from './verify/distribution';
import { draftUniform } from './verify/random';

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
  #drawing: Drawing | undefined;
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
    this.#drawing = request.drawing;
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

  /** True where its tokens are drawn as the model's are: more of them are right than of the likeliest ones. */
  get draws(): boolean {
    return this.#drawing !== undefined && this.#engine.logitsAreCheap;
  }

  /** The tokens that the draft model writes by itself. */
  propose(most: number): Promise<Draft | undefined> {
    return this.#drawing && this.draws ? this.#draw(most, this.#drawing) : this.#choose(most);
  }

  /** The likeliest tokens, while it is sure of them. */
  async #choose(most: number): Promise<Draft | undefined> {
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

  /**
   * Tokens for full rejection sampling: drawn, from logits that are cut and sharpened as the model's are. Whether there
   * is another one is settled before it is drawn: leaving out a token for what it is would change the odds.
   */
  async #draw(most: number, { sampling, seed }: Drawing): Promise<Draft | undefined> {
    const tokens: TokenId[] = [];
    const distributions: Probabilities[] = [];
    const start = this.#tokens.length;
    const probabilities: number[] = [];
    let product = 1;
    const isCurrent = await this.#write(most, async (last) => {
      const from = new Float32Array(this.#shared);
      let probability = 0;
      await this.#engine.evaluate([last], {
        from: 0,
        signal: this.#signal,
        read: (_, logits) => {
          const known = logits.subarray(0, this.#shared);
          distribution(known, sampling, from);
          probability = chanceToStand(known);
        },
      });
      product *= probability;
      if (product < this.#least) return undefined;
      const token = draw(from, draftUniform(seed, start + tokens.length));
      tokens.push(token);
      distributions.push(from);
      probabilities.push(probability);
      // The end of the text is drafted like any token, and nothing after it.
      return this.#isControl(token) ? undefined : token;
    });
    if (!isCurrent || tokens.length === 0) return undefined;
    return { source: this.name, tokens, probabilities, distributions };
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

/**
 * How likely a token is to stand that is drawn from these logits. Measured with drafts of SmolLM2-135M whose weights
 * were blurred: about the square root of how likely the likeliest token is.
 */
function chanceToStand(logits: Logits): number {
  return Math.sqrt(Math.exp(logits[bestToken(logits)]! - logNormaliser(logits)));
}
