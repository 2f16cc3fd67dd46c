import type { CompleteResult } from '../../sidecar/protocol';

/** The place of a completion: the text around the cursor in one document, as the sidecar gets it. */
export interface CompletionPlace {
  readonly documentId: string;
  readonly prefix: string;
  readonly suffix: string;
}
export interface CachedCompletion extends CompletionPlace {
  readonly text: string;
  /** Other texts for the same place; absent where they were not asked for. */
  readonly alternatives?: readonly string[];
  /** The answer that it was in, for those who want to know what becomes of it. */
  readonly answer?: CompleteResult;
}

/** What is left of a completion. */
export interface FoundCompletion {
  readonly text: string;
  /** How much of it was typed. */
  readonly typed: number;
  /** What is left of the other texts that begin with what was typed. */
  readonly alternatives?: readonly string[];
  readonly answer?: CompleteResult;
}

const MAX_ENTRIES = 100;
/** Text after the cursor that must be the same; what is farther away may have changed. */
const SAME_AFTER = 200;

/**
 * Recent completions, found again when the user types along with one or takes characters back: such a request
 * is answered without the model ("type-through").
 */
export class CompletionCache {
  /** Newest last. */
  private entries: CachedCompletion[] = [];

  add(entry: CachedCompletion): void {
    this.entries = [...this.entries.filter((old) => !samePlace(old, entry)), entry].slice(-MAX_ENTRIES);
  }

  /**
   * The rest of a completion whose first `typed` characters now stand before the cursor. The text is empty
   * where the model had nothing to say at that very place.
   */
  find(at: CompletionPlace): FoundCompletion | undefined {
    for (const entry of this.entries.toReversed()) {
      const typed = typedSince(entry, at);
      if (typed === undefined || !entry.text.startsWith(typed)) continue;
      const text = entry.text.slice(typed.length);
      if (text !== '' || typed === '') {
        const others = entry.alternatives?.filter((one) => one.startsWith(typed) && one !== typed);
        const alternatives = others?.map((one) => one.slice(typed.length));
        const { answer } = entry;
        return {
          text,
          typed: typed.length,
          ...(alternatives && { alternatives }),
          ...(answer && { answer }),
        };
      }
    }
    return undefined;
  }

  /**
   * What an answer at this place may begin with, for want of one that is known to be right: the rest of a completion
   * that the text around has changed under, such as by an edit elsewhere. "" for none.
   */
  guess(at: CompletionPlace): string {
    const before = lastLines(at.prefix);
    for (const entry of this.entries.toReversed()) {
      if (entry.documentId !== at.documentId || entry.text === '') continue;
      const whole = lastLines(entry.prefix) + entry.text;
      const start = whole.indexOf(before);
      // The place must lie within the completion, or at its start.
      if (start >= 0 && start + before.length >= whole.length - entry.text.length) {
        return whole.slice(start + before.length);
      }
    }
    return '';
  }

  clear(): void {
    this.entries = [];
  }
}

/** What was typed from one place to another; undefined where that is not all that changed. */
export function typedSince(from: CompletionPlace, to: CompletionPlace): string | undefined {
  const typedOn =
    from.documentId === to.documentId &&
    to.prefix.startsWith(from.prefix) &&
    head(from.suffix) === head(to.suffix);
  return typedOn ? to.prefix.slice(from.prefix.length) : undefined;
}

function samePlace(a: CompletionPlace, b: CompletionPlace): boolean {
  return a.documentId === b.documentId && a.prefix === b.prefix && a.suffix === b.suffix;
}

/** The line before the cursor's and the cursor's up to it: what a guess must share. */
function lastLines(prefix: string): string {
  return prefix.slice(prefix.lastIndexOf('\n', prefix.lastIndexOf('\n') - 1) + 1);
}

function head(suffix: string): string {
  return suffix.slice(0, SAME_AFTER);
}
