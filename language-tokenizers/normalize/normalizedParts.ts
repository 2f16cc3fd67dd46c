import type { OffsetMap } from './offsetMap';

/** A part of a text where normalization moved units, in both texts. */
interface Part {
  start: number;
  end: number;
  normalizedStart: number;
  normalizedEnd: number;
  /** Within the part. */
  readonly map: OffsetMap;
}

/** Where a normalized text under edit differs in its offsets from the original; few places, or none. */
export class NormalizedParts {
  private parts: Part[] = [];

  clear(): void {
    this.parts = [];
  }

  /** Adds what follows all so far: original [start, end), of which so many normalized units were made. */
  append(start: number, end: number, length: number, map: OffsetMap | undefined): void {
    const normalizedStart = this.normalizedAt(this.parts.length, start);
    if (map) this.parts.push({ start, end, normalizedStart, normalizedEnd: normalizedStart + length, map });
  }

  /** A unit's original one; for a linear stretch that may be the second of a pair. */
  source(unit: number): number {
    const after = firstWhere(this.parts, ({ normalizedStart }) => normalizedStart > unit);
    const part = this.parts[after - 1];
    if (!part) return unit;
    if (unit >= part.normalizedEnd) return unit - part.normalizedEnd + part.end;
    return part.start + part.map.source(unit - part.normalizedStart);
  }

  /** The first normalized unit, of so many, whose source is at or after an offset. */
  firstFrom(offset: number, length: number): number {
    const after = firstWhere(this.parts, ({ start }) => start >= offset);
    const part = this.parts[after - 1];
    if (!part || offset >= part.end) return Math.min(length, this.normalizedAt(after, offset));
    let low = 0;
    let high = part.normalizedEnd - part.normalizedStart;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (part.start + part.map.source(middle) >= offset) high = middle;
      else low = middle + 1;
    }
    return part.normalizedStart + low;
  }

  /** The range [from, to) of the edited original, widened so that it cuts no part; before the edit, `to` was `shift` less. */
  widen(from: number, to: number, shift: number): [number, number] {
    const first = this.parts[firstWhere(this.parts, ({ end }) => end > from)];
    const last = this.parts[firstWhere(this.parts, ({ end }) => end >= to - shift)];
    return [Math.min(from, first?.start ?? from), last && last.start < to - shift ? last.end + shift : to];
  }

  /**
   * Replaces original [start, oldEnd), which cuts no part, by [start, newEnd) with so many normalized units. Returns
   * the normalized range that it had.
   */
  replace(
    start: number,
    oldEnd: number,
    newEnd: number,
    length: number,
    map: OffsetMap | undefined,
  ): [number, number] {
    const first = firstWhere(this.parts, ({ end }) => end > start);
    const next = firstWhere(this.parts, (part) => part.start >= oldEnd);
    const from = this.normalizedAt(first, start);
    const to = this.normalizedAt(next, oldEnd);
    const shift = newEnd - oldEnd;
    const normalizedShift = length - (to - from);
    for (const part of this.parts.slice(next)) {
      part.start += shift;
      part.end += shift;
      part.normalizedStart += normalizedShift;
      part.normalizedEnd += normalizedShift;
    }
    const made = map
      ? [{ start, end: newEnd, normalizedStart: from, normalizedEnd: from + length, map }]
      : [];
    this.parts.splice(first, next - first, ...made);
    return [from, to];
  }

  /** The normalized offset of an original one between parts, before part `next`. */
  private normalizedAt(next: number, offset: number): number {
    const before = this.parts[next - 1];
    return before ? offset - before.end + before.normalizedEnd : offset;
  }
}

/** The first index where `holds`, as it does for all after it; the length if it does for none. */
function firstWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
