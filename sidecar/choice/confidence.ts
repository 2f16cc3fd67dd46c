import type { Confidence } from '../protocol';
import { ONE_IN, scoreOf, thresholdOf, type Outcome } from './calibration';
import type { OutcomeLog } from './outcomeLog';

/** Outcomes between two looks at where the threshold should be. */
const RECALIBRATE = 20;

/** `letThrough`: it would be hidden, and is shown so that it is found out when that is wrong. */
export type Verdict = 'show' | 'hide' | 'letThrough';

/** Decides whether a completion is worth showing, by what became of earlier ones on this machine. */
export class ConfidenceGate {
  readonly #thresholds = new Map<string, number>();
  readonly #since = new Map<string, number>();
  /** Completions below the threshold, by model. */
  readonly #unsure = new Map<string, number>();

  constructor(private readonly log: OutcomeLog) {}

  /**
   * Hides where completions as unsure as this one were hardly ever accepted, but for every tenth of those. What nobody
   * measured is shown.
   */
  async judge(model: string, confidence: Confidence | undefined): Promise<Verdict> {
    if (confidence === undefined) return 'show';
    let threshold = this.#thresholds.get(model);
    if (threshold === undefined) {
      threshold = thresholdOf(await this.log.of(model));
      this.#thresholds.set(model, threshold);
    }
    if (scoreOf(confidence) >= threshold) return 'show';
    const unsure = (this.#unsure.get(model) ?? 0) + 1;
    this.#unsure.set(model, unsure);
    return unsure % ONE_IN === 0 ? 'letThrough' : 'hide';
  }

  /** Remembers what became of a completion that was shown. */
  async record(outcome: Outcome): Promise<void> {
    const { model } = outcome;
    const since = (this.#since.get(model) ?? 0) + 1;
    this.#since.set(model, since % RECALIBRATE);
    if (since === RECALIBRATE) this.#thresholds.delete(model);
    await this.log.add(outcome);
  }

  /**
   * Forgets what became of completions; rejects where the file can't be removed. Another window's process goes by what
   * it knew until it has recorded some of its own.
   */
  async forget(): Promise<void> {
    await this.log.forget();
    this.#thresholds.clear();
    this.#since.clear();
    this.#unsure.clear();
  }
}
