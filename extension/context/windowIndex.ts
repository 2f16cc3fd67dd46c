import { identifiersOf } from './identifiers';
import type { LineRange } from './lineRange';
import type { SourceText } from './source';

/** Lines of a window, and from one window to the next. */
export const WINDOW = 60;
const STEP = WINDOW / 2;

export interface Match {
  readonly range: LineRange;
  /** Share of the identifiers of either that are in both (Jaccard), above 0 to 1. */
  readonly similarity: number;
}

/** Which identifiers the windows of a text have. */
export class WindowIndex {
  private constructor(
    private readonly lineCount: number,
    /** Windows of an identifier, in their order. */
    private readonly windows: ReadonlyMap<string, readonly number[]>,
    /** Different identifiers of a window. */
    private readonly sizes: readonly number[],
  ) {}

  /** Reads one half of a window at each step. */
  static *of(text: SourceText): Generator<void, WindowIndex> {
    const { lineCount } = text;
    const count = Math.max(1, Math.ceil(lineCount / STEP) - 1);
    const windows = new Map<string, number[]>();
    const sizes = new Array<number>(count).fill(0);
    const put = (name: string, window: number): void => {
      if (window < 0 || window >= count) return;
      const known = windows.get(name);
      if (known?.at(-1) === window) return;
      if (known) known.push(window);
      else windows.set(name, [window]);
      sizes[window]! += 1;
    };
    for (let half = 0; half * STEP < lineCount; half++) {
      const names = new Set<string>();
      // A text that became shorter in between is indexed again.
      const end = Math.min((half + 1) * STEP, lineCount, text.lineCount);
      for (let index = half * STEP; index < end; index++) {
        for (const { name } of identifiersOf(text.line(index))) names.add(name);
      }
      for (const name of names) {
        put(name, half - 1);
        put(name, half);
      }
      yield;
    }
    return new WindowIndex(lineCount, windows, sizes);
  }

  /** The windows that have at least this much of `names`, in their order. */
  matches(names: ReadonlySet<string>, least: number): Match[] {
    const common = new Uint16Array(this.sizes.length);
    for (const name of names) for (const window of this.windows.get(name) ?? []) common[window]! += 1;
    const found: Match[] = [];
    common.forEach((both, window) => {
      const similarity = both === 0 ? 0 : both / (names.size + this.sizes[window]! - both);
      if (similarity < least || both === 0) return;
      const first = window * STEP;
      found.push({ range: { first, end: Math.min(first + WINDOW, this.lineCount) }, similarity });
    });
    return found;
  }
}
