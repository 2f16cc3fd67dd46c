import type { TokenRun } from '../bpe/tokenizer';
import type { Alignment } from './alignment';

/**
 * The tokens of a normalized text with the offsets of the original. They still tile it: text that normalization
 * dropped is the token's before it, and tokens that share an original code point are marked as partial.
 */
export function realign(run: TokenRun, alignment: Alignment): TokenRun {
  const { first, ids, length } = run;
  const [starts, ends] = [new Uint32Array(length), new Uint32Array(length)];
  const byteEnds = new Uint32Array(length);
  const partial = run.partial.slice();
  const byteStart = length === 0 ? startBytes(alignment, run.start) : endBytes(run, -1, alignment);
  for (let i = 0; i < length; i++) {
    starts[i] = run.starts[i] === 0 ? 0 : alignment.source(run.starts[i]!);
    ends[i] = endUnit(alignment, run.ends[i]!);
    if (i > 0 && starts[i]! < ends[i - 1]!) partial[i - 1] = partial[i] = 1;
    byteEnds[i] = Math.max(i > 0 ? byteEnds[i - 1]! : byteStart, endBytes(run, i, alignment));
  }
  const start = length === 0 ? startUnit(alignment, run.start) : starts[0]!;
  return { length, ids, start, byteStart, first, starts, ends, byteEnds, partial };
}

/** Where the original's next code point begins that has no part in what is before a normalized offset. */
function endUnit(alignment: Alignment, unit: number): number {
  if (unit === 0) return 0;
  const last = alignment.sourceEnd(unit - 1);
  let next = unit;
  while (next < alignment.length && alignment.source(next) < last) next++;
  return startUnit(alignment, next);
}

function startUnit(alignment: Alignment, unit: number): number {
  if (unit === 0) return 0;
  return unit === alignment.length ? alignment.originalLength : alignment.source(unit);
}

function startBytes(alignment: Alignment, unit: number): number {
  return alignment.originalBytes(startUnit(alignment, unit));
}

/** Bytes of the original before the end of a token, or, for index -1, before the start of the first. */
function endBytes(run: TokenRun, index: number, alignment: Alignment): number {
  const unit = index < 0 ? run.start : run.ends[index]!;
  const byte = index < 0 ? run.byteStart : run.byteEnds[index]!;
  if (run.partial[Math.max(0, index)] === 0) return startBytes(alignment, unit);
  // The place may be inside a code point: then it has as many bytes before it as there are in the original.
  let point = unit;
  if (alignment.normalizedBytes(point) > byte) point = alignment.codePointStart(point - 1);
  const inside = byte - alignment.normalizedBytes(point);
  const start = startBytes(alignment, point);
  if (inside === 0) return start;
  return Math.min(start + inside, alignment.originalBytes(endUnit(alignment, point + 1)));
}
