import type { DocumentToken, TokenRun } from './tokenizer';

/** The tokens of a run of which some part lies in the UTF-16 range [from, to). */
export function sliceRun(run: TokenRun, from: number, to: number): TokenRun {
  const low = firstWhere(run.length, (i) => run.ends[i]! > from);
  const high = Math.max(
    low,
    firstWhere(run.length, (i) => run.starts[i]! >= to),
  );
  if (high - low === run.length) return run;
  return {
    length: high - low,
    ids: run.ids.slice(low, high),
    start: low < run.length ? run.starts[low]! : (run.ends[run.length - 1] ?? run.start),
    byteStart: byteStartOf(run, low),
    first: run.first + low,
    starts: run.starts.slice(low, high),
    ends: run.ends.slice(low, high),
    byteEnds: run.byteEnds.slice(low, high),
    partial: run.partial.slice(low, high),
    ...(run.byteStarts && { byteStarts: run.byteStarts.slice(low, high) }),
  };
}

/** Where a run's token starts in bytes; for the one after the last, where that ends. */
export function byteStartOf(run: TokenRun, index: number): number {
  return run.byteStarts?.[index] ?? (index === 0 ? run.byteStart : run.byteEnds[index - 1]!);
}

/** Number of a run's tokens that start before a UTF-16 offset. */
export function startingBefore(run: TokenRun, offset: number): number {
  return firstWhere(run.length, (i) => run.starts[i]! >= offset);
}

/** The first token of a run that has part of the code point at `offset`; undefined where none has. */
export function tokenInRun(run: TokenRun, offset: number): DocumentToken | undefined {
  const at = firstWhere(run.length, (i) => run.ends[i]! > offset);
  if (at === run.length || run.starts[at]! > offset) return undefined;
  const startsInside = (i: number): boolean => i > 0 && run.starts[i]! < run.ends[i - 1]!;
  let first = at;
  while (startsInside(first)) first--;
  let end = at + 1;
  while (end < run.length && startsInside(end)) end++;
  return {
    index: run.first + at,
    id: run.ids[at]!,
    start: run.starts[at]!,
    end: run.ends[at]!,
    byteStart: byteStartOf(run, at),
    byteEnd: run.byteEnds[at]!,
    partial: run.partial[at] === 1,
    group: { first: run.first + first, length: end - first },
  };
}

/** The first index for which `holds`, which holds for all after it too; `length` where it holds for none. */
function firstWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
