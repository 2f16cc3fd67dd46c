import type { Logits, Probes, StepResult, TokenId } from '../engine/engine';
import { bestToken, quickLogNormaliser } from '../engine/logits';
import type { Draft, DraftRequest, DraftSource, SourceContext } from './source';

/** The control token that models are asked with which were trained to say several tokens at once. */
export const MASK = '<|mask|>';
/** Masks behind one draft, at most; models are trained with up to seven. */
export const MOST_MASKS = 4;
/** A draft ends where the product of its probabilities falls below this. */
const LEAST = 0.1;

/**
 * A model that was trained to predict several tokens a step drafts for itself (lexical units, arXiv 2405.15208; PaSS,
 * arXiv 2311.13581). After a text that ends at a token t, the t before masks predicts the next token as always, and the
 * mask number n the token n places behind that one. So masks behind the draft of one step, in the same batch, give the
 * draft of the next, if the whole draft before them was right. Without a control token `<|mask|>` in the vocabulary it
 * has no probes and proposes nothing.
 */
export class MaskSource implements DraftSource {
  readonly name = 'masks';
  readonly probes?: Probes;
  #isControl: (id: TokenId) => boolean = () => true;
  /** What the masks of the step at hand say, and what those of the last one said. */
  #seen: Guess[] = [];
  #next: readonly Guess[] = [];

  constructor({ vocabulary }: SourceContext) {
    const mask = vocabulary.special(MASK);
    if (mask === undefined || vocabulary.tokenBytes(mask).length > 0) return;
    const tokens = Array.from({ length: MOST_MASKS }, () => mask);
    this.probes = { tokens, read: (_, logits) => this.#seen.push(likeliest(logits)) };
  }

  begin({ isControl }: DraftRequest): void {
    this.#isControl = isControl;
    this.#seen = [];
    this.#next = [];
  }

  propose(most: number): Draft | undefined {
    const tokens: TokenId[] = [];
    const probabilities: number[] = [];
    let product = 1;
    for (const { token, probability } of this.#next.slice(0, most)) {
      product *= probability;
      if (!(product >= LEAST) || this.#isControl(token)) break;
      tokens.push(token);
      probabilities.push(probability);
    }
    return tokens.length > 0 ? { source: this.name, tokens, probabilities } : undefined;
  }

  /** A step that does not say that it evaluated masks has gone on in another way than they saw. */
  push({ probed = 0 }: Pick<StepResult, 'probed'>): void {
    this.#next = probed > 0 ? this.#seen : [];
    this.#seen = [];
  }
}

interface Guess {
  readonly token: TokenId;
  readonly probability: number;
}

function likeliest(logits: Logits): Guess {
  const token = bestToken(logits);
  return { token, probability: Math.exp(logits[token]! - quickLogNormaliser(logits)) };
}
