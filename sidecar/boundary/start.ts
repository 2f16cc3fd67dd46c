import type { BoundaryMode } from '../protocol';
import type { BoundaryMethod, BoundaryRequest, BoundaryStart } from './boundary';
import { exact } from './exact';
import { heal } from './heal';
import { off } from './off';

/** What is tried for a mode, best first; in the end `off`, which always has an answer. */
const METHODS: Readonly<Record<BoundaryMode, readonly BoundaryMethod[]>> = {
  off: [],
  heal: [heal],
  exact: [exact, heal],
};

/** Where decoding begins, and in `reason` why it is not by the best method of the mode. */
export type StartAtBoundary = BoundaryStart;

/** Brings the engine to where decoding begins, by the best method of the mode that has an answer. */
export async function startAtBoundary(
  mode: BoundaryMode,
  request: BoundaryRequest,
): Promise<StartAtBoundary> {
  let failed: { reason?: string; decodes: number; reused: number } = { decodes: 0, reused: Infinity };
  for (const method of METHODS[mode]) {
    const start = await method(request);
    if ('method' in start) return counted(start, failed);
    failed = {
      reason: start.reason,
      decodes: failed.decodes + (start.cost?.decodes ?? 0),
      reused: Math.min(failed.reused, start.cost?.reused ?? Infinity),
    };
  }
  return counted(await off(request), failed);
}

/** A start with what was tried before it: what that left in the cache was evaluated for this request, too. */
function counted(
  start: BoundaryStart,
  { decodes, reused, ...failed }: { reason?: string; decodes: number; reused: number },
): StartAtBoundary {
  return {
    ...start,
    ...failed,
    decodes: start.decodes + decodes,
    reused: Math.min(start.reused, reused),
  };
}
