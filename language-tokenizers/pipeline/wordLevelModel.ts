import type { WordModel, WordTokens } from './wordModel';

/** A model that knows whole words only. */
export class WordLevelModel implements WordModel {
  readonly idLimit: number;
  private readonly texts: ReadonlyMap<number, string>;

  constructor(
    private readonly ids: ReadonlyMap<string, number>,
    private readonly unknown: number,
  ) {
    this.texts = new Map(Array.from(ids, ([text, id]) => [id, text]));
    this.idLimit = [...ids.values()].reduce((limit, id) => Math.max(limit, id + 1), 0);
  }

  encode(word: string): WordTokens {
    return { ids: [this.ids.get(word) ?? this.unknown], ends: [word.length] };
  }

  tokenBytes(id: number): Uint8Array | undefined {
    const text = this.texts.get(id);
    return text === undefined ? undefined : new TextEncoder().encode(text);
  }
}
