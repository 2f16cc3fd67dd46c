import type { TokenId } from '../engine/engine';
import type { DraftStats } from '../protocol';
import type { Draft } from './source';

/** Drafts after which what was seen counts half. */
const HALF_LIFE = 20;
const FADE = 2 ** (-1 / HALF_LIFE);
/** A source whose share of right tokens is lower is not asked for so many steps. */
const LEAST_ACCEPTANCE = 0.15;
const PAUSE = 50;
/** What is taken for granted before the first draft: the share that is right, and guesses that kept their promise. */
const FIRST_ACCEPTANCE = 0.5;
const FIRST_KEPT = 4;
/** A source's own probabilities are never raised by a larger factor. */
const MOST_TRUST = 1.1;

const NO_STATS: DraftStats = { drafts: 0, drafted: 0, accepted: 0, steps: 0 };

/** How one source has done, and whether to ask it. */
export class SourceRecord {
  #acceptance = FIRST_ACCEPTANCE;
  #pausedFor = 0;
  /** Guesses that were right, and the sum of the probabilities that the source had given them; both fade. */
  #right = FIRST_KEPT;
  #promised = FIRST_KEPT;
  #findMs: number | undefined;
  #stats = NO_STATS;

  /** Share of drafted tokens that are right, lately. */
  get acceptance(): number {
    return this.#acceptance;
  }

  /** What the source's probabilities are to be multiplied with. */
  get trust(): number {
    return Math.min(MOST_TRUST, this.#right / this.#promised);
  }

  /** Milliseconds that it takes to find a draft, lately. */
  get findMs(): number {
    return this.#findMs ?? 0;
  }

  /** Of the present request. */
  get stats(): DraftStats {
    return this.#stats;
  }

  /** True when the source will not be asked in the next step. */
  get isPaused(): boolean {
    return this.#pausedFor > 0;
  }

  begin(): void {
    this.#stats = NO_STATS;
  }

  /** True when the source is to be asked in this step; counts the step. */
  ask(): boolean {
    if (this.#pausedFor > 0) {
      this.#pausedFor--;
      return false;
    }
    this.#stats = { ...this.#stats, steps: this.#stats.steps + 1 };
    return true;
  }

  found(ms: number): void {
    this.#findMs = this.#findMs === undefined ? ms : FADE * this.#findMs + (1 - FADE) * ms;
  }

  /** The source failed: it is left alone for a while. */
  failed(): void {
    this.#pausedFor = PAUSE;
  }

  /** Takes down a draft that was verified: how many of its tokens, and how many were right. */
  verified(drafted: number, accepted: number): void {
    this.#stats = {
      ...this.#stats,
      drafts: this.#stats.drafts + 1,
      drafted: this.#stats.drafted + drafted,
      accepted: this.#stats.accepted + accepted,
    };
  }

  /**
   * Compares a draft with the tokens that came, whether it was verified or not: in this way a source can also win back
   * the trust it has lost. What follows a wrong token, or the last that came, says nothing.
   */
  compare({ tokens, probabilities }: Draft, came: readonly TokenId[]): void {
    const known = Math.min(tokens.length, came.length);
    let right = 0;
    while (right < known && tokens[right] === came[right]) right++;
    const tested = probabilities.slice(0, Math.min(known, right + 1));
    this.#right = FADE * this.#right + right;
    this.#promised = FADE * this.#promised + tested.reduce((sum, p) => sum + p, 0);
    if (known === 0) return;
    this.#acceptance = FADE * this.#acceptance + (1 - FADE) * (right / known);
    if (this.#acceptance < LEAST_ACCEPTANCE) this.#pausedFor = PAUSE;
  }
}
