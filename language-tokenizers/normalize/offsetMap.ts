import { isHighSurrogate, isLowSurrogate } from '../text/codePoints';

/**
 * Where the characters of a normalized text come from: each stands for one code point of the original, the rule of
 * Hugging Face's alignments. Kept as runs, so a text of which little has changed costs little. Offsets are UTF-16
 * units.
 */
export class OffsetMap {
  /**
   * From the normalized offset starts[i] on, units come from origins[i] on, one from each, or, where `steps[i]` is 0,
   * all from the code point at origins[i].
   */
  constructor(
    readonly original: string,
    /** Units of the normalized text. */
    readonly length: number,
    private readonly starts: readonly number[],
    private readonly origins: readonly number[],
    private readonly steps: readonly (0 | 1)[],
  ) {}

  /** Start of the original code point that the normalized unit stands for. */
  source(unit: number): number {
    const run = this.runAt(unit);
    const at = this.origins[run]! + this.steps[run]! * (unit - this.starts[run]!);
    return isInsidePair(this.original, at) ? at - 1 : at;
  }

  /** End of the original code point that the normalized unit stands for. */
  sourceEnd(unit: number): number {
    const start = this.source(unit);
    return start + (isInsidePair(this.original, start + 1) ? 2 : 1);
  }

  /** This map after `before`, the map of the normalization whose result is this one's original. */
  after(before: OffsetMap): OffsetMap {
    const builder = new OffsetMapBuilder();
    this.starts.forEach((start, run) => {
      const length = (this.starts[run + 1] ?? this.length) - start;
      if (this.steps[run] === 0) builder.fixed(length, before.source(this.origins[run]!));
      else before.copyRuns(this.origins[run]!, length, builder);
    });
    return builder.build(before.original);
  }

  private copyRuns(from: number, length: number, builder: OffsetMapBuilder): void {
    const end = from + length;
    for (let run = this.runAt(from), at = from; at < end; run++) {
      const stop = Math.min(end, this.starts[run + 1] ?? Infinity);
      const origin = this.origins[run]!;
      if (this.steps[run] === 0) builder.fixed(stop - at, origin);
      else builder.linear(stop - at, origin + at - this.starts[run]!);
      at = stop;
    }
  }

  /** The run that a normalized unit is in. */
  private runAt(unit: number): number {
    if (!(unit >= 0 && unit < this.length)) throw new RangeError(`No unit ${unit} in the normalized text.`);
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Collects an OffsetMap from its normalized start to its end. */
export class OffsetMapBuilder {
  private readonly starts: number[] = [];
  private readonly origins: number[] = [];
  private readonly steps: (0 | 1)[] = [];
  private length = 0;

  /** The next `length` units come from as many units from `origin` on. */
  linear(length: number, origin: number): void {
    if (length > 0) this.push(length, origin, 1);
  }

  /** The next `length` units all come from the code point at `origin`. */
  fixed(length: number, origin: number): void {
    if (length > 0) this.push(length, origin, length === 1 ? 1 : 0);
  }

  build(original: string): OffsetMap {
    return new OffsetMap(original, this.length, this.starts, this.origins, this.steps);
  }

  /** True where each unit so far comes from the unit at its own offset. */
  get isIdentity(): boolean {
    return this.length === 0 || (this.starts.length === 1 && this.origins[0] === 0 && this.steps[0] === 1);
  }

  private push(length: number, origin: number, step: 0 | 1): void {
    const last = this.starts.length - 1;
    const goesOn =
      last >= 0 &&
      step === 1 &&
      this.steps[last] === 1 &&
      origin === this.origins[last]! + this.length - this.starts[last]!;
    if (!goesOn) {
      this.starts.push(this.length);
      this.origins.push(origin);
      this.steps.push(step);
    }
    this.length += length;
  }
}

function isInsidePair(text: string, at: number): boolean {
  return at > 0 && isLowSurrogate(text.charCodeAt(at)) && isHighSurrogate(text.charCodeAt(at - 1));
}
