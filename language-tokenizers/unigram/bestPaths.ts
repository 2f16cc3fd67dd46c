/** A piece on the best path to a word's end. */
export interface Step {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** Units up to which the arrays are kept from one word to the next. */
const KEPT = 1 << 16;

/** Viterbi's table: for each place in a word, the best way there so far, by its last piece. */
export class BestPaths {
  private scores = new Float64Array(256);
  /** Where the last piece begins; -1 while there is no way. */
  private starts = new Int32Array(256);
  private ids = new Int32Array(256);

  /** Forgets all ways, and makes room for a word's. */
  begin(length: number): void {
    if (length >= this.starts.length || this.starts.length > KEPT) {
      const size = Math.max(256, 2 * (length + 1));
      this.scores = new Float64Array(size);
      this.starts = new Int32Array(size);
      this.ids = new Int32Array(size);
    }
    this.scores[0] = 0;
    this.starts.fill(-1, 0, length + 1);
  }

  /** Sum of log probabilities up to a place. */
  score(at: number): number {
    return this.scores[at]!;
  }

  /** A way to `end` by a piece from `start` on; taken if it is the first or better than those before. */
  offer(end: number, start: number, id: number, score: number): void {
    if (this.starts[end] !== -1 && score <= this.scores[end]!) return;
    this.scores[end] = score;
    this.starts[end] = start;
    this.ids[end] = id;
  }

  /** The best way to a place, from the word's start on. */
  back(end: number): Step[] {
    const steps: Step[] = [];
    for (let at = end; at > 0;) {
      const start = this.starts[at]!;
      steps.push({ id: this.ids[at]!, start, end: at });
      at = start;
    }
    return steps.reverse();
  }
}
