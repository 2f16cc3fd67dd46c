import type { TokenRun } from '../bpe/tokenizer';
import { kindOf, MARK } from '../normalize/characterKinds';
import { utf8Length } from '../text/utf8';

/**
 * Collects tokens by the code points that they stand for, from left to right. Tokens may share code points (two of
 * which one became two by normalization, or each with some of its bytes), and there may be text between them that has
 * no token (white space that a model does not see).
 */
export class AlignedRunBuilder {
  private readonly ids: number[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  /** For a token that stands for some of one code point's bytes, how many of them there are up to its end; else 0. */
  private readonly bytes: number[] = [];

  constructor(private readonly text: string) {}

  /** Adds a token for the code points of [start, end). */
  add(id: number, start: number, end: number, bytes = 0): void {
    this.ids.push(id);
    this.starts.push(start);
    this.ends.push(end);
    this.bytes.push(bytes);
  }

  build(): TokenRun {
    const { length } = this.ids;
    this.takeInMarks();
    const [starts, ends] = [Uint32Array.from(this.starts), Uint32Array.from(this.ends)];
    const byteStarts = new Uint32Array(length);
    const byteEnds = new Uint32Array(length);
    const partial = new Uint8Array(length);
    let [unit, byte] = [0, 0];
    const byteAt = (offset: number): number => {
      byte += offset < unit ? -utf8Length(this.text, offset, unit) : utf8Length(this.text, unit, offset);
      unit = offset;
      return byte;
    };
    let hasGaps = false;
    for (let i = 0; i < length; i++) {
      const sharesStart = i > 0 && starts[i]! < ends[i - 1]!;
      const sharesEnd = i + 1 < length && starts[i + 1]! < ends[i]!;
      if (sharesStart || sharesEnd) partial[i] = 1;
      byteStarts[i] = sharesStart ? byteEnds[i - 1]! : byteAt(starts[i]!);
      if (i > 0 && byteStarts[i]! > byteEnds[i - 1]!) hasGaps = true;
      const own = this.bytes[i]! > 0 ? byteAt(starts[i]!) + this.bytes[i]! : 0;
      // What tokens share is the last one's, but for bytes that are known to be another's.
      byteEnds[i] = Math.max(byteStarts[i]!, own || byteAt(sharesEnd ? starts[i + 1]! : ends[i]!));
    }
    const [start, byteStart] = [starts[0] ?? 0, byteStarts[0] ?? 0];
    const run = {
      length,
      ids: Uint32Array.from(this.ids),
      start,
      byteStart,
      first: 0,
      starts,
      ends,
      byteEnds,
      partial,
    };
    return hasGaps ? { ...run, byteStarts } : run;
  }

  /** Marks that normalization dropped are the token's before them. */
  private takeInMarks(): void {
    const { ends, starts, text } = this;
    for (let i = 0; i < ends.length; i++) {
      const limit = starts[i + 1] ?? text.length;
      for (let end = ends[i]!; end < limit;) {
        const point = text.codePointAt(end)!;
        if ((kindOf(point) & MARK) === 0) break;
        end += point > 0xffff ? 2 : 1;
        ends[i] = end;
      }
    }
  }
}
