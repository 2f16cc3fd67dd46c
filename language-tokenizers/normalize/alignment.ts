import { codePointStart } from '../text/codePoints';
import { utf8Length } from '../text/utf8';
import type { Normalized } from './normalizer';

/** A normalized text beside its original. Offsets are UTF-16 units. */
export interface Alignment {
  /** Of the normalized text. */
  readonly length: number;
  readonly originalLength: number;
  /** Start of the original code point that a unit of the normalized text stands for. */
  source(unit: number): number;
  /** End of the same. */
  sourceEnd(unit: number): number;
  /** Start of the normalized text's code point that a unit is in. */
  codePointStart(unit: number): number;
  /** Bytes of UTF-8 before an offset of the original. */
  originalBytes(offset: number): number;
  /** Bytes of UTF-8 before an offset of the normalized text. */
  normalizedBytes(offset: number): number;
}

/** The alignment of a whole text. */
export class TextAlignment implements Alignment {
  readonly length: number;
  readonly originalLength: number;
  private readonly map: Normalized['map'];
  private readonly text: string;
  private readonly inOriginal: ByteCounter;
  private readonly inNormalized: ByteCounter;

  constructor(original: string, { map, text }: Normalized) {
    this.map = map;
    this.text = text;
    this.length = text.length;
    this.originalLength = original.length;
    this.inOriginal = new ByteCounter(original);
    this.inNormalized = new ByteCounter(text);
  }

  source(unit: number): number {
    return this.map ? this.map.source(unit) : this.codePointStart(unit);
  }

  sourceEnd(unit: number): number {
    if (this.map) return this.map.sourceEnd(unit);
    const start = this.codePointStart(unit);
    return start + (this.text.codePointAt(start)! > 0xffff ? 2 : 1);
  }

  codePointStart(unit: number): number {
    return codePointStart(this.text, unit);
  }

  originalBytes(offset: number): number {
    return this.inOriginal.before(offset);
  }

  normalizedBytes(offset: number): number {
    return this.inNormalized.before(offset);
  }
}

/** Counts the bytes before offsets that are asked for roughly in their order. */
class ByteCounter {
  private unit = 0;
  private bytes = 0;

  constructor(private readonly text: string) {}

  before(offset: number): number {
    const { text, unit } = this;
    this.bytes += offset < unit ? -utf8Length(text, offset, unit) : utf8Length(text, unit, offset);
    this.unit = offset;
    return this.bytes;
  }
}
