import type { StepResult } from '../engine/engine';
import type { DecodeCosts } from './costs';
import { Ledger } from './ledger';

/** Share of the time of plain decoding that may be lost to probes that win nothing. */
const LOST = 0.005;
/** Uses after which what was seen counts half. */
const FADE = 2 ** (-1 / 20);
/** What the first probe is taken to win before it was tried, each further one half of it; counts for so many uses. */
const FIRST_WORTH = 0.5;
const FIRST_USES = 2;
/** What probes must promise beyond their cost, in decodes of one token: both are estimates. */
const LEAST = 0.05;
/** Steps after which places that seem not to be worth it are tried again, if the draft before them is so likely right. */
const TRY_AFTER = 50;
const TRY_CHANCE = 0.5;

type Costs = Pick<DecodeCosts, 'ratio'>;

/** The draft that probes are to stand behind. */
export interface Before {
  readonly drafted: number;
  /** That all of it is right; else the probes are of no use. */
  readonly chance: number;
}

/**
 * How many probes are worth their time. They cost a larger batch now, and win what the draft that comes of them wins in
 * the step after; that is measured, place by place, for there is no saying beforehand whether another source would have
 * known as much. All in decodes of one token.
 */
export class Probing {
  readonly #ledger = new Ledger(LOST);
  readonly #places: { won: number; uses: number }[] = [];
  /** Steps since a place was tried that seemed not to be worth it. */
  #untried = TRY_AFTER;
  /** Probes of the last step that a draft can come of in this one. */
  #ready = 0;

  begin(): void {
    this.#ready = 0;
  }

  /**
   * How many probes to send in the next step.
   *
   * @param most that there are, and room for
   * @param affords whether a decode of that cost may be made
   */
  decide(
    most: number,
    { drafted, chance }: Before,
    costs: Costs,
    affords: (cost: number) => boolean,
  ): number {
    let [count, best, won, payable] = [0, LEAST, 0, 0];
    for (let n = 1; n <= most; n++) {
      const extra = this.#extra(drafted, n, costs);
      if (!this.#ledger.affords(1 + extra) || !affords(costs.ratio(1 + drafted + n))) break;
      payable = n;
      won += chance * this.#worth(n - 1);
      if (won - extra > best) [count, best] = [n, won - extra];
    }
    if (count === payable || this.#untried < TRY_AFTER || chance < TRY_CHANCE) return count;
    this.#untried = 0;
    return count === 0 ? payable : count + 1;
  }

  /** What the probe at a place (from 0) has won in a use, lately, less what it cost to verify its token. */
  #worth(place: number): number {
    const { won, uses } = this.#place(place);
    return won / uses;
  }

  /**
   * Takes down a step.
   *
   * @param instead tokens for the time of one plain token that the best draft beside theirs had promised (1 for none),
   *   where the step verified a draft of the probes before it; else undefined
   */
  settle({ drafted, accepted, probed = 0 }: StepResult, instead: number | undefined, costs: Costs): void {
    let won = 0;
    for (let at = 0; at < this.#ready; at++) {
      const gain = instead === undefined ? 0 : gained(at, { drafted, accepted }, instead, costs);
      const place = this.#place(at);
      place.won = FADE * place.won + gain;
      place.uses = FADE * place.uses + 1;
      won += gain;
    }
    this.#ledger.settle(1 + won, 1 + this.#extra(drafted, probed, costs));
    this.#ready = accepted === drafted ? probed : 0;
    this.#untried++;
  }

  #extra(drafted: number, probed: number, costs: Costs): number {
    return costs.ratio(1 + drafted + probed) - costs.ratio(1 + drafted);
  }

  #place(at: number): { won: number; uses: number } {
    return (this.#places[at] ??= { won: FIRST_WORTH * 0.5 ** at * FIRST_USES, uses: FIRST_USES });
  }
}

/** What a place of a draft gave beyond what its time would have given with the next best draft. */
function gained(
  at: number,
  { drafted, accepted }: Pick<StepResult, 'drafted' | 'accepted'>,
  instead: number,
  costs: Costs,
): number {
  const right = at < accepted ? 1 : 0;
  const verifying = at < drafted ? instead * (costs.ratio(at + 2) - costs.ratio(at + 1)) : 0;
  return right - verifying - (at === 0 ? instead - 1 : 0);
}
