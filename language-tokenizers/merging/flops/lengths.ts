/**
 * Windows of text that a model reads one by one, added up: what they cost hangs on these sums alone, as the formulas
 * have no powers above the second. So a workspace costs no more memory than a file.
 */

/** Σ n and Σ n² over windows of n tokens. */
export interface Lengths {
  readonly sum: number;
  readonly squares: number;
}

/** Windows as they are, and once their tokens are merged. */
export interface Windows {
  readonly count: number;
  readonly before: Lengths;
  readonly after: Lengths;
  /** Σ nn', n tokens merged to n'. */
  readonly products: number;
}

export const NO_WINDOWS: Windows = {
  count: 0,
  before: { sum: 0, squares: 0 },
  after: { sum: 0, squares: 0 },
  products: 0,
};

/** One window of `before` tokens, of which merging leaves `after`. */
export function oneWindow(before: number, after: number): Windows {
  return {
    count: 1,
    before: { sum: before, squares: before * before },
    after: { sum: after, squares: after * after },
    products: before * after,
  };
}

export function addWindows(one: Windows, other: Windows): Windows {
  return {
    count: one.count + other.count,
    before: addLengths(one.before, other.before),
    after: addLengths(one.after, other.after),
    products: one.products + other.products,
  };
}

/**
 * Cuts a text's tokens into windows of at most `size`, without overlap. `groupEnds` are the exclusive ends of groups
 * in tokens; a group that the edge of a window cuts is one in each.
 */
export function windowsOf(groupEnds: Uint32Array, size: number): Windows {
  const tokens = groupEnds.at(-1) ?? 0;
  let windows = NO_WINDOWS;
  let group = 0;
  for (let start = 0; start < tokens; start += size) {
    const end = Math.min(tokens, start + size);
    const first = group;
    while (groupEnds[group]! < end) group++;
    windows = addWindows(windows, oneWindow(end - start, group + 1 - first));
    if (groupEnds[group] === end) group++;
  }
  return windows;
}

function addLengths(one: Lengths, other: Lengths): Lengths {
  return { sum: one.sum + other.sum, squares: one.squares + other.squares };
}
