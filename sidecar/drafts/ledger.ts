/** What may be lost before anything was won, and the most that wins can be saved up to: in decodes of one token. */
const START = 1;
const MOST = 3;

/**
 * Keeps drafting from slowing down text that cannot be guessed. Each token earns what it costs undrafted and a share of
 * it more, each decode is paid; a draft must be affordable even if none of it is right. So the time lost over any
 * stretch of text is at most that share and a few decodes, however wrong the guesses.
 */
export class Ledger {
  #balance = START;

  /** @param share of the time of plain decoding that may be lost */
  constructor(private readonly share: number) {}

  /** In costs of a decode of one token. */
  get balance(): number {
    return this.#balance;
  }

  /** True when a decode of this cost, which gives one token at least, can be paid. */
  affords(cost: number): boolean {
    return cost <= this.#balance + 1;
  }

  /** @param cost of a decode that gave so many tokens */
  settle(tokens: number, cost: number): void {
    this.#balance = Math.min(MOST, this.#balance + tokens * (1 + this.share) - cost);
  }
}
