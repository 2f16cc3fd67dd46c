import type { CursorWindow } from '../../sidecar/protocol';

/**
 * The text around the cursor after a completion is accepted as a whole; undefined where there is nothing to ask ahead
 * for: no completion, or more on its line, which the next one would have to join.
 */
export function windowAhead(window: CursorWindow, text: string): CursorWindow | undefined {
  if (text === '' || !/^[^\S\n]*(\n|$)/u.test(window.suffix)) return undefined;
  return { ...window, prefix: window.prefix + text };
}
