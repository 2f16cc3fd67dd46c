import type { TokenId } from '../engine/engine';
import { codePointEdge } from './edges';

/** Tokenizes a text of the prompt. */
export type Measure = (text: string) => readonly TokenId[];

export interface Window {
  readonly tokens: readonly TokenId[];
  /** True when not all of the text is in. */
  readonly cut: boolean;
}

/** Code has about 3 characters to a token; a text longer than this many per token cannot fit and is not tokenized. */
const MOST_UNITS_PER_TOKEN = 6;

/**
 * The end of `text` that fits in `limit` tokens.
 *
 * The cut may only lie at certain places, which depend on the text's start and not on its end: about every
 * `step` units, at a line start where there is one. So the window stands still while its end grows, and
 * moves on by one step when it is full.
 *
 * @param room tokens of the whole prompt; sets the step
 */
export function cutPrefix(text: string, limit: number, room: number, measure: Measure): Window {
  if (text === '' || limit <= 0) return { tokens: [], cut: text !== '' };
  if (text.length <= limit * MOST_UNITS_PER_TOKEN) {
    const tokens = measure(text);
    if (tokens.length <= limit) return { tokens, cut: false };
  }
  const step = stepFor(room);
  const earliest = text.length - limit * MOST_UNITS_PER_TOKEN;
  let place = Math.max(1, Math.ceil(earliest / step));
  place = Math.max(place, firstThatFits(text, limit, step, measure));
  for (; place * step < text.length; place++) {
    const tokens = measure(text.slice(placeAt(text, place, step)));
    if (tokens.length <= limit) return { tokens, cut: true };
  }
  return {
    tokens: measure(text.slice(codePointEdge(text, Math.max(0, text.length - limit)))).slice(-limit),
    cut: true,
  };
}

/**
 * The start of `text` that fits in `limit` tokens, ending after a line where there is one.
 */
export function cutSuffix(text: string, limit: number, measure: Measure): Window {
  if (text === '' || limit <= 0) return { tokens: [], cut: text !== '' };
  const most = text.slice(0, codePointEdge(text, limit * MOST_UNITS_PER_TOKEN));
  const tokens = measure(most);
  if (tokens.length <= limit && most.length === text.length) return { tokens, cut: false };
  let low = 0;
  let fitting: readonly TokenId[] = [];
  const ends = lineEnds(most);
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const part = measure(most.slice(0, ends[middle]));
    if (part.length <= limit) {
      fitting = part;
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return { tokens: fitting.length > 0 ? fitting : tokens.slice(0, limit), cut: true };
}

/** A power of two near one unit for every two tokens: an eighth of the window or less. */
function stepFor(room: number): number {
  return 2 ** Math.max(4, Math.floor(Math.log2(Math.max(1, room / 2))));
}

/** The place number `place`: the first line start in its step, or the step's own start. */
function placeAt(text: string, place: number, step: number): number {
  const from = place * step;
  const line = text.indexOf('\n', from - 1) + 1;
  return line > 0 && line < from + step && line < text.length ? line : codePointEdge(text, from);
}

/** Counts the steps' tokens from the end, each step on its own: a close guess at the first place that fits. */
function firstThatFits(text: string, limit: number, step: number, measure: Measure): number {
  let end = text.length;
  let left = limit;
  let place = Math.floor((text.length - 1) / step);
  for (; place >= 1; place--) {
    const start = Math.min(end, placeAt(text, place, step));
    left -= measure(text.slice(start, end)).length;
    if (left < 0) return place + 1;
    end = start;
  }
  return 1;
}

function lineEnds(text: string): number[] {
  const ends: number[] = [];
  for (let end = text.indexOf('\n') + 1; end > 0; end = text.indexOf('\n', end) + 1) ends.push(end);
  return ends;
}
