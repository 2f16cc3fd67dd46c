import type { Confidence } from '../protocol';
import { DEFAULT_GATE, gateFor, type Gate } from './cascade';

/** Answers of a model that its gate is set by: the last so many. */
const KEPT = 200;
/** With fewer, a quantile says little, and {@link DEFAULT_GATE} stands. */
const LEAST = 50;
/** Share of answers that goes to the larger model. */
const SHARE = 0.25;

/** Sets each small model's gate by how sure it was of its own answers: what one model calls sure is another's doubt. */
export class Gates {
  readonly #seen = new Map<string, Confidence[]>();

  /** @param model its path */
  of(model: string): Gate {
    const seen = this.#seen.get(model) ?? [];
    return seen.length < LEAST ? DEFAULT_GATE : gateFor(seen, SHARE);
  }

  note(model: string, confidence: Confidence): void {
    this.#seen.set(model, [...(this.#seen.get(model) ?? []), confidence].slice(-KEPT));
  }
}
