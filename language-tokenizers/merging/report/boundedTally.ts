/** How often something is there, and what it costs in all. */
export interface Tallied {
  readonly text: string;
  readonly occurrences: number;
  readonly cost: number;
}

/**
 * Adds up by text in bounded memory: when there are twice as many texts as are kept, the cheaper half goes. What is
 * common stays and is counted in full, unless it was rare for a long time first.
 */
export class BoundedTally {
  private readonly entries = new Map<string, { occurrences: number; cost: number }>();
  /** True once something has been dropped. */
  isPruned = false;

  constructor(private readonly kept: number) {}

  add(text: string, cost: number, occurrences = 1): void {
    const entry = this.entries.get(text);
    if (entry) {
      entry.occurrences += occurrences;
      entry.cost += cost;
      return;
    }
    this.entries.set(detached(text), { occurrences, cost });
    if (this.entries.size >= 2 * this.kept) this.prune();
  }

  /** The costliest first; of equal ones, by their texts. */
  top(count: number): Tallied[] {
    return this.sorted().slice(0, count);
  }

  private prune(): void {
    for (const { text } of this.sorted().slice(this.kept)) this.entries.delete(text);
    this.isPruned = true;
  }

  private sorted(): Tallied[] {
    return Array.from(this.entries, ([text, entry]) => ({ text, ...entry })).sort(
      (a, b) => b.cost - a.cost || (a.text < b.text ? -1 : 1),
    );
  }
}

/** A copy that does not keep the file alive that the text was cut from. */
function detached(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
