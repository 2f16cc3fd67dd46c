import type { Unavailable } from './fault';

/** Milliseconds without a request after the first failure, and at most; each further one doubles the pause. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

/**
 * Whether a server is asked at all. After a failure it is left alone for a while, longer with each one in a row; the
 * next request after that tries it again.
 */
export class Availability {
  #pause = 0;
  #until = 0;
  #last: Unavailable | undefined;

  /** @param now milliseconds of a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @throws Unavailable, as when it last failed, during a pause */
  check(): void {
    if (this.#last && this.now() < this.#until) throw this.#last;
  }

  succeeded(): void {
    this.#pause = 0;
    this.#until = 0;
    this.#last = undefined;
  }

  failed(fault: Unavailable): void {
    // Two requests that were under way together fail together: that is one failure.
    if (this.#last && this.now() < this.#until) return;
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause === 0 ? FIRST_PAUSE : 2 * this.#pause);
    const asked = Math.min(LONGEST_PAUSE, fault.retryAfterMs ?? 0);
    this.#until = this.now() + Math.max(this.#pause, asked);
    this.#last = fault;
  }
}
