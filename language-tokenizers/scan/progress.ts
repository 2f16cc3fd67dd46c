/** How far a scan is. */
export interface ScanProgress {
  /** Files done, of those found so far. */
  readonly files: number;
  readonly found: number;
  /** False once all files are found. */
  readonly isSearching: boolean;
  /** Bytes done. */
  readonly bytes: number;
  /** Tokens of the first tokenizer. */
  readonly tokens: number;
  /** Files whose counts were known from a former scan. */
  readonly known: number;
}

/** Passes on the first event, then at most one every `interval` milliseconds; `clock` gives milliseconds. */
export function throttled<T>(
  report: (event: T) => void,
  interval: number,
  clock: () => number = () => performance.now(),
): (event: T) => void {
  let next = -Infinity;
  return (event) => {
    const now = clock();
    if (now < next) return;
    next = now + interval;
    report(event);
  };
}
