import type { TokenId } from '../engine/engine';
import { cutPrefix, type Measure } from './window';

export interface PrefixWindow {
  readonly head: readonly TokenId[];
  readonly tail: readonly TokenId[];
  readonly count: number;
  /** Tokens that it takes in the prompt, where the tail may stand twice. */
  readonly used: number;
  /** UTF-16 offset in the text before the cursor at which it begins. */
  readonly start: number;
  readonly cut: boolean;
}

export interface Before {
  readonly head: string;
  readonly tail: string;
  /** True where no marker parts head and tail, so that they are one text. */
  readonly joined: boolean;
  /** How often the tail stands in the prompt. */
  readonly tails: number;
}

/** The text before the cursor in at most `limit` tokens; `room` sets how coarse the steps are. */
export function cutBefore(text: Before, limit: number, room: number, measure: Measure): PrefixWindow {
  if (text.joined) {
    const { tokens, start, cut } = cutPrefix(text.head + text.tail, limit, room, measure);
    return { head: [], tail: tokens, count: tokens.length, used: tokens.length, start, cut };
  }
  const tail = cutPrefix(text.tail, Math.floor(limit / text.tails), room, measure);
  const told = text.tails * tail.tokens.length;
  const head = cutPrefix(tail.cut ? '' : text.head, limit - told, room, measure);
  const count = head.tokens.length + tail.tokens.length;
  const start = tail.cut ? text.head.length + tail.start : head.start;
  const cut = head.cut || tail.cut;
  return { head: head.tokens, tail: tail.tokens, count, used: head.tokens.length + told, start, cut };
}
