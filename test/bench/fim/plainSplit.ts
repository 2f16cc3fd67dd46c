/**
 * Stands in for sidecar/fim/cursorLine.ts in the sidecar of arm A: all text before the cursor goes to the place of the
 * whole lines, before the markers, and none behind the last one. So the markers meet the text where the cursor cuts it.
 */
export function splitPrefix(prefix: string): { head: string; tail: string } {
  return { head: prefix, tail: '' };
}
