/** Tokens [start, end) of a text, which the model reads as one; those from `from` on are reported. */
export interface ReadingWindow {
  readonly start: number;
  readonly from: number;
  readonly end: number;
}

export interface WindowOptions {
  /** Tokens that the model reads as one, at least 2. */
  readonly size: number;
  /** Tokens before a window's first reported one, from 1 to `size - 1`. The first window of a text has none. */
  readonly overlap: number;
  /** The tokens [first, end) that are to be reported. */
  readonly first: number;
  readonly end: number;
}

/**
 * Windows whose reported parts tile the tokens [first, end). They lie on a grid that starts with the text, whatever
 * part of it is asked for, so that an engine's cache of one part's windows serves the next.
 */
export function windowsOf({ size, overlap, first, end }: WindowOptions): ReadingWindow[] {
  const stride = size - overlap;
  const windows: ReadingWindow[] = [];
  // The window that reports a token is the first one that reaches it.
  let index = Math.max(0, Math.floor((first - overlap) / stride));
  for (let from = first; from < end; index++) {
    const start = index * stride;
    const stop = Math.min(start + size, end);
    windows.push({ start, from, end: stop });
    from = stop;
  }
  return windows;
}
