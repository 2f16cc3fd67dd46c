import type { Edit } from '../completion/shownCompletions';
import type { Probe, Standing } from './data';
import { followEdits, type TextRange } from './followedRange';
import { standingOf } from './standing';

/** Milliseconds after the acceptance. */
const PROBES: readonly (readonly [Probe, number])[] = [
  ['after30s', 30_000],
  ['after5min', 300_000],
];
/** Texts that are followed at once; the oldest gives way. */
const MAX_FOLLOWED = 250;

/** An accepted text that has just been put in. */
export interface AcceptedRange extends TextRange {
  readonly documentId: string;
  readonly text: string;
}

interface Followed {
  readonly accepted: AcceptedRange;
  range: TextRange;
  readonly due: Map<Probe, ReturnType<typeof setTimeout>>;
}

export interface RetentionHost {
  /** The text at a place of a document; undefined where that can't be told. */
  textAt(documentId: string, range: TextRange): string | undefined;
  /** What stands of an accepted text; told once for each text and probe. */
  stands(probe: Probe, standing: Standing): void;
}

/** Follows accepted texts through the edits of their documents, and looks after a while what stands of them. */
export class Retention {
  readonly #followed = new Set<Followed>();

  constructor(private readonly host: RetentionHost) {}

  follow(accepted: AcceptedRange): void {
    const followed: Followed = { accepted, range: accepted, due: new Map() };
    this.#followed.add(followed);
    for (const [probe, ms] of PROBES) {
      followed.due.set(
        probe,
        setTimeout(() => this.#look(followed, probe), ms),
      );
    }
    for (const oldest of this.#followed) {
      if (this.#followed.size <= MAX_FOLLOWED) break;
      this.#giveUp(oldest);
    }
  }

  /** A document changed. */
  edited(documentId: string, edits: readonly Edit[]): void {
    for (const followed of this.#followed) {
      if (followed.accepted.documentId === documentId) followed.range = followEdits(followed.range, edits);
    }
  }

  /** A document is gone, or its offsets mean something else now. */
  lost(documentId: string): void {
    for (const followed of this.#followed) {
      if (followed.accepted.documentId === documentId) this.#giveUp(followed);
    }
  }

  /** What is still followed is unknown from now on. */
  dispose(): void {
    for (const followed of this.#followed) this.#giveUp(followed);
  }

  #look(followed: Followed, probe: Probe): void {
    const { accepted, range, due } = followed;
    due.delete(probe);
    if (due.size === 0) this.#followed.delete(followed);
    const now = this.host.textAt(accepted.documentId, range);
    this.host.stands(probe, now === undefined ? 'unknown' : standingOf(accepted.text, now));
  }

  #giveUp(followed: Followed): void {
    this.#followed.delete(followed);
    for (const [probe, timer] of followed.due) {
      clearTimeout(timer);
      this.host.stands(probe, 'unknown');
    }
  }
}
