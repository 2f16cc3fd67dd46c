import type { TokenId } from '../../engine/engine';
import { BREAK, type Occurrences, type TokenChains } from './chains';

/** Constants of SuffixDecoding; the defaults are those of its code. */
export interface SpeculateOptions {
  /** Tokens of a context and its continuation together, at most. */
  readonly depth: number;
  /** Tokens of a draft, at most… */
  readonly most: number;
  /** …and at most so many for each token of context that matches, plus `offset`. */
  readonly factor: number;
  readonly offset: number;
  /** A draft ends where the probability of all of it falls below this. */
  readonly least: number;
}

export const DEFAULTS: SpeculateOptions = { depth: 64, most: 16, factor: 1, offset: 0, least: 0.1 };

/** The best continuation that earlier texts have for a context. */
export interface Speculation {
  readonly tokens: readonly TokenId[];
  /** How many occurrences of the context and the tokens before go on with each token… */
  readonly counts: readonly number[];
  /** …and how many go on at all, rather than end with their text. */
  readonly continued: readonly number[];
  /** Sum of the probabilities of all beginnings of the draft: tokens that are expected to be right. */
  readonly score: number;
  /** Tokens of the context that matched. */
  readonly matched: number;
}

/** Occurrences that are looked at, newest first: more of them say the same and take longer. */
export const MOST_OCCURRENCES = 2048;

/**
 * The draft of SuffixDecoding (arXiv 2411.04975, `speculate` of its code): for each length of context, follow the
 * token that came most often (of equals the one that came last) while the share of occurrences that go so is large
 * enough; take the continuation with the highest score, of equals that after the longest context.
 */
export class Speculator {
  readonly #found: Occurrences = {
    after: new Int32Array(MOST_OCCURRENCES),
    matched: new Int32Array(MOST_OCCURRENCES),
  };
  readonly #chosen = new Int32Array(MOST_OCCURRENCES);
  readonly #counts: Int32Array;

  constructor(
    vocabularySize: number,
    private readonly options: SpeculateOptions = DEFAULTS,
  ) {
    this.#counts = new Int32Array(vocabularySize);
  }

  /** @param context tokens, of which those before `end` are the context */
  speculate(chains: TokenChains, context: Int32Array, end: number): Speculation | undefined {
    const found = this.#found;
    const count = chains.find(context, end, this.options.depth, found, MOST_OCCURRENCES);
    let best: Speculation | undefined;
    let length = longest(found, count, Infinity);
    while (length > 0) {
      const shorter = longest(found, count, length);
      // Contexts longer than `shorter` and up to `length` have the same occurrences.
      const matched = this.#roomiest(Math.max(shorter + 1, chains.order), length);
      // No continuation can have a score above its length, and those to come are shorter.
      if (this.#room(matched) <= (best?.score ?? 0) && matched <= this.options.depth - this.options.most)
        break;
      const path = this.#follow(chains, count, matched);
      if (path.score > (best?.score ?? 0)) best = path;
      length = shorter;
    }
    return best;
  }

  /** Of some lengths of context, the one that allows the longest draft; of equals the longest. */
  #roomiest(from: number, to: number): number {
    let best = to;
    for (let matched = to - 1; matched >= from; matched--) {
      if (this.#room(matched) > this.#room(best)) best = matched;
    }
    return best;
  }

  #room(matched: number): number {
    const { depth, most, factor, offset } = this.options;
    return Math.min(most, Math.floor(factor * matched + offset + 1e-6), depth - matched);
  }

  #follow(chains: TokenChains, count: number, matched: number): Speculation {
    const chosen = this.#chosen;
    let left = 0;
    for (let i = 0; i < count; i++) {
      if (this.#found.matched[i]! >= matched) chosen[left++] = this.#found.after[i]!;
    }
    const path = {
      tokens: [] as TokenId[],
      counts: [] as number[],
      continued: [] as number[],
      score: 0,
      matched,
    };
    const room = this.#room(matched);
    let probability = 1;
    while (path.tokens.length < room) {
      const next = this.#mostFrequent(chains, left, path.tokens.length);
      if (next === undefined) break;
      probability *= next.count / left;
      if (probability < this.options.least) break;
      path.tokens.push(next.token);
      path.counts.push(next.count);
      path.continued.push(next.continued);
      path.score += probability;
      left = keep(chains, chosen, left, path.tokens.length - 1, next.token);
    }
    return path;
  }

  /** The token that most of the chosen occurrences have at `ahead`, of equals the one of the newest. */
  #mostFrequent(
    chains: TokenChains,
    left: number,
    ahead: number,
  ): { token: TokenId; count: number; continued: number } | undefined {
    const counts = this.#counts;
    let best: TokenId = BREAK;
    let most = 0;
    let continued = 0;
    for (let i = 0; i < left; i++) {
      const token = tokenAt(chains, this.#chosen[i]! + ahead);
      if (token === BREAK) continue;
      continued++;
      most = Math.max(most, ++counts[token]!);
    }
    for (let i = 0; i < left; i++) {
      const token = tokenAt(chains, this.#chosen[i]! + ahead);
      if (token === BREAK) continue;
      if (best === BREAK && counts[token] === most) best = token;
      counts[token] = 0;
    }
    return best === BREAK ? undefined : { token: best, count: most, continued };
  }
}

function longest({ matched }: Occurrences, count: number, below: number): number {
  let most = 0;
  for (let i = 0; i < count; i++) if (matched[i]! < below && matched[i]! > most) most = matched[i]!;
  return most;
}

/** Keeps the occurrences that have `token` at `ahead`, in their order; returns how many they are. */
function keep(chains: TokenChains, chosen: Int32Array, left: number, ahead: number, token: TokenId): number {
  let kept = 0;
  for (let i = 0; i < left; i++) {
    if (tokenAt(chains, chosen[i]! + ahead) === token) chosen[kept++] = chosen[i]!;
  }
  return kept;
}

function tokenAt(chains: TokenChains, at: number): TokenId {
  return at < chains.length ? chains.tokens[at]! : BREAK;
}
