import { identifierPlaces } from '../../metrics/identifiers';
import { STRADDLER } from '../alignment';
import { addWindows, NO_WINDOWS, type Windows, windowsOf } from '../flops/lengths';
import type { TokenizedText } from '../tokenizedText';
import type { UnitChoice } from '../unitChoice';
import { BoundedTally, type Tallied } from './boundedTally';
import { addCounts, type MergeCounts, NO_COUNTS } from './counts';
import { MergeIndex } from './mergeIndex';

/** Different identifiers that are told apart. */
const IDENTIFIERS = 50_000;

export interface TallyOptions {
  readonly choice: UnitChoice;
  /** Windows that models read text in, in tokens: no two equal. */
  readonly windowSizes: readonly number[];
}

/** A tally as plain data: what threads send each other. */
export interface TallyData {
  readonly counts: MergeCounts;
  readonly windows: readonly Windows[];
  readonly identifiers: readonly Tallied[];
  readonly isPruned: boolean;
  /** Straddlers by token id. */
  readonly straddlers: ReadonlyMap<number, number>;
}

/** Adds up what merging finds in texts, one after another, in memory that does not grow with them. */
export class MergeTally {
  private counts = NO_COUNTS;
  private readonly windows: Windows[];
  private identifiers = new BoundedTally(IDENTIFIERS);
  private readonly straddlers = new Map<number, number>();

  constructor(private readonly options: TallyOptions) {
    this.windows = options.windowSizes.map(() => NO_WINDOWS);
  }

  /** Adds a text, and returns what merging finds in it. */
  add(text: TokenizedText): MergeIndex {
    const index = new MergeIndex(text, this.options.choice);
    this.counts = addCounts(this.counts, index.whole());
    this.options.windowSizes.forEach((size, i) => {
      this.windows[i] = addWindows(this.windows[i]!, windowsOf(index.groupEnds, size));
    });
    for (const { start, end, first, limit } of identifierPlaces(text)) {
      this.identifiers.add(text.text.slice(start, end), limit - first);
    }
    const { ids } = text.tokens;
    for (let i = 0; i < ids.length; i++) if (index.aligned[i] === STRADDLER) this.addStraddler(ids[i]!, 1);
    return index;
  }

  /** Adds what another tally of the same options has. */
  absorb(data: TallyData): void {
    this.counts = addCounts(this.counts, data.counts);
    data.windows.forEach((windows, i) => (this.windows[i] = addWindows(this.windows[i]!, windows)));
    for (const { text, cost, occurrences } of data.identifiers) this.identifiers.add(text, cost, occurrences);
    this.identifiers.isPruned ||= data.isPruned;
    for (const [id, count] of data.straddlers) this.addStraddler(id, count);
  }

  /** All of it; `identifiers` are those that cost most. */
  data(identifiers = IDENTIFIERS): TallyData {
    return {
      counts: this.counts,
      windows: this.windows,
      identifiers: this.identifiers.top(identifiers),
      isPruned: this.identifiers.isPruned,
      straddlers: this.straddlers,
    };
  }

  private addStraddler(id: number, count: number): void {
    this.straddlers.set(id, (this.straddlers.get(id) ?? 0) + count);
  }
}
