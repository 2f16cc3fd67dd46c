import type { TokenId } from '../../engine/engine';
import type { Draft, DraftRequest, DraftSource, SourceContext } from '../source';
import { BREAK, TokenChains } from './chains';
import { MatchTrust } from './matchTrust';
import { Speculator } from './speculate';

/** Drafts out of the request itself: how the prompt's texts and the answer so far went on after the same tokens. */
export class LocalSuffixSource implements DraftSource {
  readonly name = 'suffix-local';
  /** The texts of the prompt; the last is the one that the answer goes on from, and grows with it. */
  readonly #chains = new TokenChains(1);
  readonly #trust = new MatchTrust();
  readonly #speculator: Speculator;
  #isControl: (id: TokenId) => boolean = () => false;

  constructor({ vocabulary }: SourceContext) {
    this.#speculator = new Speculator(vocabulary.size);
  }

  begin({ texts, isControl }: DraftRequest): void {
    this.#isControl = isControl;
    this.#chains.truncate(0);
    texts.forEach((text, i) => {
      if (i > 0) this.#chains.push(BREAK);
      this.#append(text);
    });
    this.#trust.learn([]);
  }

  propose(most: number): Draft | undefined {
    const { tokens, length } = this.#chains;
    const speculation = this.#speculator.speculate(this.#chains, tokens, length);
    return this.#trust.draft(this.name, speculation, most);
  }

  push({ tokens }: { readonly tokens: readonly TokenId[] }): void {
    this.#trust.learn(tokens);
    this.#append(tokens);
  }

  #append(tokens: readonly TokenId[]): void {
    for (const token of tokens) this.#chains.push(this.#isControl(token) ? BREAK : token);
  }
}
