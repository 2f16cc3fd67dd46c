import { LINE_END } from './characters';
import { Lexicon, LONGEST } from './lexicon';
import { randomNumbers } from './random';

/** How likely two neighbours are to be noticed. */
const NOTICED = 0.25;
/** What a reward moves an entry up the list by, and a punishment down, as parts of its place. */
const STEP = 0.2;
/** The part of the list that each round puts on probation, and for how many rounds. */
const DOUBTFUL = 0.0001;
const PROBATION = 10;
/** Lines that make a round; ours. */
const ROUND = 1000;
/** Neighbours that are remembered to have been seen once; then all are forgotten. Ours: it bounds the memory. */
const MOST_SEEN = 2 ** 20;
/** A comparison of two readings looks so many chunks ahead; ours. */
const MOST_AHEAD = 24;

/**
 * Learns a lexicon by reading, as Less-is-Better does: always the longest chunk; neighbours that were noticed twice
 * become a chunk; a chunk that does not make for more chunks than the second longest would is rewarded, others are
 * punished, and the last of the list are dropped after a time. Ours are: that a line is what is read at once, that a
 * reward takes an entry off probation, the round's length, the seed.
 */
export class Learner {
  readonly lexicon = new Lexicon();
  private readonly random: () => number;
  private readonly seen = new Set<number>();
  /** The round in which an entry is dropped. */
  private probation = new Map<number, number>();
  private lines = 0;

  constructor(
    seed: number,
    private readonly mostSeen = MOST_SEEN,
  ) {
    this.random = randomNumbers(seed);
  }

  read(characters: Uint32Array): void {
    for (let start = 0; start < characters.length;) {
      const lineEnd = characters.indexOf(LINE_END, start);
      const end = lineEnd < 0 ? characters.length : lineEnd + 1;
      this.readLine(characters, start, end);
      if (this.seen.size >= this.mostSeen) this.forget();
      if (++this.lines % ROUND === 0) this.endRound(this.lines / ROUND);
      start = end;
    }
  }

  private readLine(characters: Uint32Array, from: number, limit: number): void {
    let before = -1;
    for (let start = from; start < limit;) {
      const { longest: end, second } = this.lexicon.match(characters, start, limit);
      if (second < end) this.judge(characters, start, end, second, limit);
      if (before >= 0 && end - before <= LONGEST && this.random() < NOTICED)
        this.notice(this.lexicon.chunk(characters, before, end));
      before = start;
      start = end;
    }
  }

  private notice(chunk: number): void {
    if (this.lexicon.has(chunk)) return;
    if (this.seen.delete(chunk)) this.lexicon.add(chunk);
    else {
      this.seen.add(chunk);
    }
  }

  private judge(characters: Uint32Array, start: number, end: number, second: number, limit: number): void {
    const chunk = this.lexicon.chunk(characters, start, end);
    if (this.costs(characters, end, second, limit) > 0) this.lexicon.move(chunk, 1 + STEP);
    else {
      this.lexicon.move(chunk, 1 - STEP);
      this.probation.delete(chunk);
    }
  }

  /** How many more chunks the reading from `one` takes than that from `other`, up to where they meet. */
  private costs(characters: Uint32Array, one: number, other: number, limit: number): number {
    let difference = 0;
    for (let steps = 0; one !== other && steps < MOST_AHEAD; steps++) {
      if (one < other) {
        one = this.lexicon.longest(characters, one, limit);
        difference++;
      } else {
        other = this.lexicon.longest(characters, other, limit);
        difference--;
      }
    }
    return difference;
  }

  /** Forgets what was seen once. */
  private forget(): void {
    this.seen.clear();
    const { renamed } = this.lexicon.compact();
    this.probation = new Map(Array.from(this.probation, ([chunk, end]) => [renamed(chunk), end]));
  }

  private endRound(round: number): void {
    for (const [chunk, end] of this.probation) {
      if (end > round) continue;
      this.lexicon.remove(chunk);
      this.probation.delete(chunk);
    }
    for (const chunk of this.lexicon.last(Math.ceil(DOUBTFUL * this.lexicon.size)))
      if (!this.probation.has(chunk)) this.probation.set(chunk, round + PROBATION);
  }
}
