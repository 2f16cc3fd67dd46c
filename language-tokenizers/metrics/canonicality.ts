import type { Tokenizer } from '../bpe/tokenizer';
import { joinBytes } from '../text/utf8';
import { textOf } from './vocabulary/entries';

/** Where a sequence of ids leaves what encoding its text gives, and where it comes back. */
export interface Detour {
  /** UTF-8 bytes [byteStart, byteEnd) of the text; token borders of both sequences. */
  readonly byteStart: number;
  readonly byteEnd: number;
  /** The given ids of that stretch, and those that encoding gives. */
  readonly given: readonly number[];
  readonly canonical: readonly number[];
}

export type Canonicality =
  | { readonly kind: 'canonical'; readonly ids: number }
  | {
      readonly kind: 'other';
      readonly ids: number;
      readonly canonical: number;
      readonly detours: readonly Detour[];
    }
  /** The ids decode to bytes that are no text, so that there is nothing to encode. */
  | { readonly kind: 'notText'; readonly ids: number };

/**
 * Whether ids are what encoding their own text gives, encode(decode(ids)) = ids; special tokens in the text are read
 * as such. Throws a RangeError for an id that the tokenizer has no token for.
 */
export function canonicality(tokenizer: Tokenizer, ids: readonly number[]): Canonicality {
  const parts = ids.map((id) => tokenizer.tokenBytes(id));
  const bytes = joinBytes(parts);
  const text = textOf(bytes);
  if (text === undefined) return { kind: 'notText', ids: ids.length };
  const run = tokenizer.encode(text, { special: 'tokens' });
  const detours = detoursOf(
    { ids, ends: endsOf(parts) },
    { ids: [...run.ids.subarray(0, run.length)], ends: [...run.byteEnds.subarray(0, run.length)] },
    bytes.length,
  );
  if (detours.length === 0) return { kind: 'canonical', ids: ids.length };
  return { kind: 'other', ids: ids.length, canonical: run.length, detours };
}

interface Sequence {
  readonly ids: readonly number[];
  /** In bytes. */
  readonly ends: readonly number[];
}

function detoursOf(given: Sequence, canonical: Sequence, bytes: number): Detour[] {
  const detours: Detour[] = [];
  let [i, j, start] = [0, 0, 0];
  while (i < given.ids.length || j < canonical.ids.length) {
    const [fromI, fromJ] = [i, j];
    // Up to the next border that both have.
    let [a, b] = [given.ends[i++] ?? Infinity, canonical.ends[j++] ?? Infinity];
    while (a !== b) {
      if (a < b) a = given.ends[i++] ?? Infinity;
      else b = canonical.ends[j++] ?? Infinity;
    }
    const [mine, theirs] = [given.ids.slice(fromI, i), canonical.ids.slice(fromJ, j)];
    if (mine.length !== theirs.length || mine.some((id, k) => id !== theirs[k])) {
      detours.push({ byteStart: start, byteEnd: Math.min(a, bytes), given: mine, canonical: theirs });
    }
    start = a;
  }
  return detours;
}

function endsOf(parts: readonly Uint8Array[]): number[] {
  let end = 0;
  return parts.map((part) => (end += part.length));
}
