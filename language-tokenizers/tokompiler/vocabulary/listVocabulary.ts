import type { Vocabulary } from './vocabulary';

/** Tokens with ids from 1, in the order of a list. */
export class ListVocabulary implements Vocabulary {
  private readonly ids: ReadonlyMap<string, number>;

  /** @throws {Error} for a token that comes twice */
  constructor(
    readonly name: string,
    readonly entries: readonly string[],
  ) {
    this.ids = new Map(entries.map((token, i) => [token, i + 1]));
    if (this.ids.size !== entries.length) throw new Error(`The vocabulary ${name} has a token twice.`);
  }

  get size(): number {
    return this.entries.length;
  }

  idOf(token: string): number | undefined {
    return this.ids.get(token);
  }

  tokenOf(id: number): string | undefined {
    return this.entries[id - 1];
  }
}
