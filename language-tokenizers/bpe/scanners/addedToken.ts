import type { Scanner } from './scanner';
import { READ_AHEAD } from './scanner';
import type { TextTrie } from './textTrie';

/**
 * Finds added tokens, and lets another scanner split what is between them, each piece as if it were the whole text.
 * Of tokens that overlap, the leftmost is found, of those at one place the longest.
 */
export class AddedTokenScanner implements Scanner {
  reach = 0;
  readonly readAhead: number;

  /** `longest`: units of the longest added token. */
  constructor(
    private readonly inner: Scanner,
    private readonly tokens: TextTrie,
    longest: number,
  ) {
    this.readAhead = READ_AHEAD + longest;
  }

  next(units: Uint16Array, start: number, limit: number): number {
    const length = this.tokens.lengthAt(units, start, limit);
    this.reach = this.tokens.read;
    if (length > 0) return start + length;
    const end = this.inner.next(units, start, limit);
    this.reach = Math.max(this.reach, this.inner.reach);
    const token = this.find(units, start + 1, Math.min(this.inner.reach, limit), limit);
    return token < 0 ? end : this.inner.next(units, start, token);
  }

  /** Where in [from, to) the first added token starts; -1 where none does. */
  private find(units: Uint16Array, from: number, to: number, limit: number): number {
    for (let at = this.tokens.next(units, from, to); at < to; at = this.tokens.next(units, at + 1, to)) {
      const length = this.tokens.lengthAt(units, at, limit);
      if (this.reach < this.tokens.read) this.reach = this.tokens.read;
      if (length > 0) return at;
    }
    return -1;
  }
}

/** The same around a scanner that splits whole texts. */
export class WholeAddedTokenScanner implements Scanner {
  readonly whole = true;
  readonly reach = Infinity;
  private units: Uint16Array = new Uint16Array(0);
  private limit = 0;
  /** End of the last pre-token. */
  private last = -1;
  /** Where the next added token starts, or the text ends. */
  private token = 0;

  constructor(
    private readonly inner: Scanner,
    private readonly tokens: TextTrie,
  ) {}

  next(units: Uint16Array, start: number, limit: number): number {
    const goesOn = start === this.last && start < this.token && units === this.units && limit === this.limit;
    if (!goesOn) {
      this.units = units;
      this.limit = limit;
      this.token = start;
      while (this.token < limit && this.tokens.lengthAt(units, this.token, limit) === 0) this.token++;
    }
    this.last =
      this.token === start
        ? start + this.tokens.lengthAt(units, start, limit)
        : this.inner.next(units, start, this.token);
    return this.last;
  }
}
