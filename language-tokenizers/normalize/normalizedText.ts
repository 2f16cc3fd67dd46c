import { DocumentText } from '../text/documentText';
import { isHighSurrogate, isLowSurrogate } from '../text/codePoints';
import type { Alignment } from './alignment';
import type { LocalNormalizer } from './normalizer';
import { NormalizedParts } from './normalizedParts';

/** Units that are normalized at a time when a whole text is. */
const BLOCK = 1024;
/** Units that are looked at at once for a boundary. */
const WINDOW = 64;

/** The normalized form of a text under edit, itself a text under edit. */
export class NormalizedText implements Alignment {
  readonly text: DocumentText;
  private readonly parts = new NormalizedParts();

  constructor(
    private readonly normalizer: LocalNormalizer,
    private readonly original: DocumentText,
  ) {
    this.text = this.normalizeAll();
  }

  get length(): number {
    return this.text.length;
  }

  get originalLength(): number {
    return this.original.length;
  }

  source(unit: number): number {
    const at = this.parts.source(unit);
    return at > 0 && isPairSplitBy(this.original, at) ? at - 1 : at;
  }

  sourceEnd(unit: number): number {
    const start = this.source(unit);
    return start + (start + 1 < this.original.length && isPairSplitBy(this.original, start + 1) ? 2 : 1);
  }

  codePointStart(unit: number): number {
    return isPairSplitBy(this.text, unit) ? unit - 1 : unit;
  }

  originalBytes(offset: number): number {
    return this.original.bytesBefore(offset);
  }

  normalizedBytes(offset: number): number {
    return this.text.bytesBefore(offset);
  }

  /** The first unit of the normalized text that stands for something at or after an offset of the original. */
  firstFrom(offset: number): number {
    return this.parts.firstFrom(offset, this.length);
  }

  /** Follows an edit: [start, end) of the original has just been replaced by `inserted` units. */
  edited(start: number, end: number, inserted: number): void {
    const shift = inserted - (end - start);
    let from = boundaryBefore(this.normalizer, this.original, start);
    let to = boundaryAfter(this.normalizer, this.original, start + inserted);
    [from, to] = this.parts.widen(from, to, shift);
    const piece = this.original.buffer.slice(from, to);
    const { map, text } = this.normalizer.normalize(piece, from === 0);
    const [oldFrom, oldTo] = this.parts.replace(from, to - shift, to, text.length, map);
    this.text.applyEdits([{ start: oldFrom, end: oldTo, text }]);
  }

  private normalizeAll(): DocumentText {
    const { original, parts } = this;
    const texts: string[] = [];
    parts.clear();
    for (let start = 0, end: number; start < original.length; start = end) {
      end = boundaryAfter(this.normalizer, original, Math.min(original.length, start + BLOCK));
      const { map, text } = this.normalizer.normalize(original.buffer.slice(start, end), start === 0);
      parts.append(start, end, text.length, map);
      texts.push(text);
    }
    return new DocumentText(texts.join(''), original.version);
  }
}

function isPairSplitBy(text: DocumentText, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  const { base, units } = text.buffer.window(offset - 1, offset + 1);
  return isHighSurrogate(units[offset - 1 - base]!) && isLowSurrogate(units[offset - base]!);
}

/** The last place before an offset to begin a piece at, such that the code points on both sides are before it. */
export function boundaryBefore({ isBoundary }: LocalNormalizer, text: DocumentText, offset: number): number {
  for (let window = WINDOW, end = offset; end > 0; end = Math.max(0, offset - window), window *= 4) {
    const start = Math.max(0, offset - window - 2);
    const units = text.buffer.slice(start, offset);
    for (let at = end - 1; at > Math.max(start, offset - window); at--) {
      // An edit may have split or made a pair at the offset.
      if (isInsidePair(units, at - start) || isHighSurrogate(units.charCodeAt(at - start))) continue;
      if (isBoundary(units, at - start)) return at;
    }
  }
  return 0;
}

/** The first place after an offset to end a piece at, such that the code points on both sides are after it. */
export function boundaryAfter({ isBoundary }: LocalNormalizer, text: DocumentText, offset: number): number {
  const { length } = text;
  for (let window = WINDOW, from = offset + 1; from < length; from = offset + window, window *= 4) {
    const end = Math.min(length, offset + window + 2);
    const units = text.buffer.slice(offset, end);
    for (let at = from; at < Math.min(length, offset + window); at++) {
      if (!isInsidePair(units, at - offset) && isBoundary(units, at - offset)) return at;
    }
  }
  return length;
}

function isInsidePair(units: string, at: number): boolean {
  return at > 0 && isLowSurrogate(units.charCodeAt(at)) && isHighSurrogate(units.charCodeAt(at - 1));
}
