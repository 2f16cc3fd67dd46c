/** The lines of a text that say something, without the white space around them. */
export function lineSet(text: string): ReadonlySet<string> {
  const lines = new Set<string>();
  for (const line of text.split('\n')) {
    const said = line.trim();
    // A bracket alone is in every file.
    if (/\w/.test(said)) lines.add(said);
  }
  return lines;
}

/** Share of the elements of either that are in both (Jaccard), from 0 to 1; 1 where neither has any. */
export function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = common(a, b);
  const either = a.size + b.size - both;
  return either === 0 ? 1 : both / either;
}

/** Share of the elements of `part` that `whole` has, from 0 to 1; 1 where `part` has none. */
export function containment(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  return part.size === 0 ? 1 : common(part, whole) / part.size;
}

function common(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let both = 0;
  for (const one of few) if (many.has(one)) both++;
  return both;
}
