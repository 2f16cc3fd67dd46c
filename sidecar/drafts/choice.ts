import type { Draft, DraftSource } from './source';
import type { SourceRecord } from './sourceRecord';

/** A draft that a step may verify, and what it promises. */
export interface Choice extends Pick<Draft, 'tokens' | 'distributions'> {
  readonly source: DraftSource;
  readonly record: SourceRecord;
  /** Tokens for the time of one plain token, or where time does not count, tokens that are expected of it. */
  readonly gain: number;
  /** That all of it is right. */
  readonly chance: number;
  /** Gain of the best draft beside it; 1 for plain decoding. */
  readonly instead: number;
}

/** The one that promises more, the first of equals, with what the other promised. */
export function better(one: Choice | undefined, other: Choice): Choice {
  if (!one) return other;
  const [first, second] = other.gain > one.gain ? [other, one] : [one, other];
  return { ...first, instead: Math.max(first.instead, second.gain) };
}
