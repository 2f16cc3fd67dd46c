import type { TokenId } from '../engine/engine';
import { codePointEdge } from '../../language-tokenizers/text/codePoints';

/** Tokenizes a text of the prompt. */
export type Measure = (text: string) => readonly TokenId[];

export interface Window {
  readonly tokens: readonly TokenId[];
  /** True when not all of the text is in. */
  readonly cut: boolean;
}

/** The end of a text, and where it begins there, in UTF-16 units; somewhat later where a line is cut. */
export interface EndWindow extends Window {
  readonly start: number;
}

/** Code has about 3 UTF-16 units to a token; what is further away than so many per token is not even counted. */
const MOST_UNITS = 6;

/**
 * The end of `text` that fits in `limit` tokens.
 *
 * The cut may only lie at certain places, which depend on the text's start and not on its end: about every
 * `step` units, at a line start where there is one. So the window stands still while its end grows, and
 * moves on by one step when it is full. The tokens are counted step by step from the end, so that a long
 * text is read only as far as it is used, and then those of the window are made in one go.
 *
 * @param room tokens of the whole prompt; sets the step
 */
export function cutPrefix(text: string, limit: number, room: number, measure: Measure): EndWindow {
  if (text === '' || limit <= 0) return { tokens: [], start: text.length, cut: text !== '' };
  const step = stepFor(room);
  const last = Math.floor((text.length - 1) / step);
  let place = last + 1;
  let end = text.length;
  for (let left = limit; place > 0; place--) {
    const start = Math.min(end, placeAt(text, place - 1, step));
    if (text.length - start > limit * MOST_UNITS + step) break;
    left -= measure(text.slice(start, end)).length;
    if (left < 0) break;
    end = start;
  }
  for (; place <= last; place++) {
    const start = placeAt(text, place, step);
    const tokens = measure(text.slice(start));
    if (tokens.length <= limit) return { tokens, start, cut: place > 0 };
  }
  const start = placeAt(text, last, step);
  return { tokens: measure(text.slice(start)).slice(-limit), start, cut: true };
}

/** The start of `text` that fits in `limit` tokens, ending with a line where one fits. */
export function cutSuffix(text: string, limit: number, measure: Measure): Window {
  if (text === '' || limit <= 0) return { tokens: [], cut: text !== '' };
  const ends: number[] = [];
  let left = limit;
  for (let end = 0; end < text.length;) {
    const start = end;
    end = pieceEnd(text, start, limit);
    if (end > limit * MOST_UNITS) break;
    left -= measure(text.slice(start, end)).length;
    if (left < 0) break;
    ends.push(end);
  }
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    const tokens = measure(text.slice(0, end));
    if (tokens.length <= limit) return { tokens, cut: end < text.length };
  }
  return { tokens: measure(text.slice(0, pieceEnd(text, 0, limit))).slice(0, limit), cut: true };
}

/** A power of two near one unit for every two tokens: an eighth of the window or less. */
function stepFor(room: number): number {
  return 2 ** Math.max(4, Math.floor(Math.log2(Math.max(1, room / 2))));
}

/** The place number `place`: the first line start in its step, or the step's own start. */
function placeAt(text: string, place: number, step: number): number {
  const from = place * step;
  if (from === 0) return 0;
  const line = text.slice(from - 1, from + step - 1).indexOf('\n');
  return line >= 0 && from + line < text.length ? from + line : codePointEdge(text, from);
}

/** The end of the line at `start`; a line longer than twice `limit` units is cut there. */
function pieceEnd(text: string, start: number, limit: number): number {
  const most = Math.min(text.length, start + 2 * limit);
  const line = text.slice(start, most).indexOf('\n') + 1;
  return line > 0 ? start + line : codePointEdge(text, most);
}
