/** Lines `from` to `to` of a text, which stand as lines `newFrom` to `newTo` in its next version; ends excluded. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** The lines of a text, each with its line break. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Where two versions of a text differ: stretches around a longest common subsequence of lines, in order. */
export function hunksOf(before: readonly string[], after: readonly string[]): Hunk[] {
  const width = after.length + 1;
  /** Lines in common from a pair of lines on. */
  const common = new Uint32Array((before.length + 1) * width);
  for (let old = before.length - 1; old >= 0; old--) {
    for (let now = after.length - 1; now >= 0; now--) {
      common[old * width + now] =
        before[old] === after[now]
          ? common[(old + 1) * width + now + 1]! + 1
          : Math.max(common[(old + 1) * width + now]!, common[old * width + now + 1]!);
    }
  }
  const hunks: Hunk[] = [];
  let old = 0;
  let now = 0;
  while (old < before.length || now < after.length) {
    const [from, newFrom] = [old, now];
    while ((old < before.length || now < after.length) && before[old] !== after[now]) {
      const skipsOld =
        now === after.length || common[(old + 1) * width + now]! >= common[old * width + now + 1]!;
      if (old < before.length && skipsOld) old++;
      else now++;
    }
    if (old > from || now > newFrom) hunks.push({ from, to: old, newFrom, newTo: now });
    old++;
    now++;
  }
  return hunks;
}
