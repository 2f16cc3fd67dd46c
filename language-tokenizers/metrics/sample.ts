import type { Tokenizer } from '../bpe/tokenizer';
import type { TokenizedText } from '../merging/tokenizedText';

/** Gathers what some metrics need, text by text. Its memory must not grow with the number of texts. */
export interface Collector {
  /** A promise where the text may not be let go before; the next comes after it. */
  add(text: TokenizedText): void | Promise<void>;
}

/** Makes a collector; two metrics that name the same one share what it gathers. */
export type CollectorSource<T extends Collector> = (tokenizer: Tokenizer) => T;

/** Texts in one tokenizer that metrics are taken of: one file, a folder, a workspace. They go through it once. */
export class Sample {
  private readonly collectors = new Map<CollectorSource<Collector>, Collector>();
  private texts = 0;

  constructor(readonly tokenizer: Tokenizer) {}

  /** The one collector of a source; throws an Error where texts have gone by without it. */
  collect<T extends Collector>(source: CollectorSource<T>): T {
    const known = this.collectors.get(source);
    // A source is known by the collector that it made itself.
    if (known) return known as T;
    if (this.texts > 0) throw new Error('A sample that has texts takes no more collectors.');
    const made = source(this.tokenizer);
    this.collectors.set(source, made);
    return made;
  }

  async add(text: TokenizedText): Promise<void> {
    this.texts++;
    for (const collector of this.collectors.values()) {
      const gathering = collector.add(text);
      if (gathering) await gathering;
    }
  }
}
