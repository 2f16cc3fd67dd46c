import type { Drafter } from '../../../../sidecar/drafts/drafter';
import type { Logits } from '../../../../sidecar/engine/engine';

export interface CountingOptions {
  /** Milliseconds that each token of a draft and each probe adds to a decode. */
  readonly slope?: number;
  /** The logits after a probe at a place (from 0) that stands for `token`. */
  readonly afterProbe?: (token: number, place: number) => Logits;
}

/** A model that writes 1, 2, 3, … 100, 1, …; its decodes take 1 ms, and `slope` for each position more. */
export class Counting {
  next = 1;
  ms = 0;
  tokens = 0;
  decodes = 0;
  probed = 0;
  /** The largest batch. */
  positions = 0;
  readonly #slope: number;
  readonly #afterProbe: CountingOptions['afterProbe'];

  constructor({ slope = 0.1, afterProbe }: CountingOptions = {}) {
    this.#slope = slope;
    this.#afterProbe = afterProbe;
  }

  following(count: number, from = this.next): number[] {
    return Array.from({ length: count }, (_, i) => ((from - 1 + i) % 100) + 1);
  }

  async steps(drafter: Drafter, count: number, most = 16): Promise<void> {
    for (let i = 0; i < count; i++) {
      const { tokens: draft, probes } = await drafter.propose(most);
      const right = this.following(draft.length + 1);
      let accepted = 0;
      while (accepted < draft.length && draft[accepted] === right[accepted]) accepted++;
      const probed = probes?.tokens.length ?? 0;
      const ms = 1 + this.#slope * (draft.length + probed);
      const tokens = right.slice(0, accepted + 1);
      this.next = this.following(1, this.next + accepted + 1)[0]!;
      if (probes && this.#afterProbe && accepted === draft.length) {
        for (let at = 0; at < probed; at++) {
          probes.read(at, this.#afterProbe(this.following(at + 1).at(-1)!, at));
        }
      }
      drafter.step(
        { tokens, drafted: draft.length, accepted, ...(probed > 0 && { probed }), decodes: 1 },
        ms,
      );
      this.ms += ms;
      this.tokens += accepted + 1;
      this.decodes++;
      this.probed += probed;
      this.positions = Math.max(this.positions, 1 + draft.length + probed);
    }
  }
}
