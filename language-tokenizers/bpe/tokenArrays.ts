import type { Vocabulary } from './vocabulary';

/** Tokens one after another: ids, and ends in UTF-16 units from where their pre-token starts. */
export class TokenArrays {
  ids: Uint32Array;
  ends: Uint32Array;
  length = 0;

  constructor(capacity: number) {
    this.ids = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
  }

  push(id: number, end: number): void {
    if (this.length === this.ids.length) this.grow();
    this.ids[this.length] = id;
    this.ends[this.length++] = end;
  }

  private grow(): void {
    const { ids, ends } = this;
    this.ids = new Uint32Array(2 * ids.length);
    this.ends = new Uint32Array(2 * ids.length);
    this.ids.set(ids);
    this.ends.set(ends);
  }
}

/** How many tokens, from the first on, end by `limit`, in units, and where a code point does. */
export function settledTokens(
  { ids, ends, length }: TokenArrays,
  { startsInside }: Pick<Vocabulary, 'startsInside'>,
  limit: number,
): number {
  let settled = 0;
  for (let i = 0; i + 1 < length && ends[i]! <= limit; i++) if (!startsInside[ids[i + 1]!]) settled = i + 1;
  return settled;
}
