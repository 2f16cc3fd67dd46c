import type { Confidence } from '../protocol';
import { scoreOf, thresholdOf } from './calibration';
import type { OutcomeLog } from './outcomeLog';

/** Outcomes between two looks at where the threshold should be. */
const RECALIBRATE = 20;

/** Decides whether a completion is worth showing, by what became of earlier ones on this machine. */
export class ConfidenceGate {
  readonly #thresholds = new Map<string, number>();
  readonly #since = new Map<string, number>();

  constructor(private readonly log: OutcomeLog) {}

  /** False where completions as unsure as this one were hardly ever accepted. What nobody measured is shown. */
  async shows(model: string, confidence: Confidence | undefined): Promise<boolean> {
    if (confidence === undefined) return true;
    let threshold = this.#thresholds.get(model);
    if (threshold === undefined) {
      threshold = thresholdOf(await this.log.of(model));
      this.#thresholds.set(model, threshold);
    }
    return scoreOf(confidence) >= threshold;
  }

  /** Remembers what became of a completion that was shown. */
  async record(model: string, confidence: Confidence, accepted: boolean): Promise<void> {
    await this.log.add({ model, confidence, accepted });
    const since = (this.#since.get(model) ?? 0) + 1;
    this.#since.set(model, since % RECALIBRATE);
    if (since === RECALIBRATE) this.#thresholds.delete(model);
  }
}
