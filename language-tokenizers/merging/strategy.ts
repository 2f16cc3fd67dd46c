import type { TokenizedText } from './tokenizedText';

/**
 * What a text becomes under a strategy. The pieces tile the text, so that their bytes one after the other are the
 * text again.
 */
export interface Pieces {
  /** Steps of the model: one for each piece, unless the strategy says otherwise. */
  readonly count: number;
  /**
   * Exclusive ends of the pieces in UTF-8 bytes, increasing; the last is the text's length. Empty where the strategy
   * leaves something out of the text (see `drops`): its steps are no pieces of it.
   */
  readonly byteEnds: Uint32Array;
  /** Where every piece is some tokens in a row: the pieces' exclusive ends in tokens. */
  readonly tokenEnds?: Uint32Array;
}

/** Counts one text. */
export type Apply = (text: TokenizedText) => Pieces;

/** What a paper says of a strategy, never ours. */
export interface Published {
  /** "20 to 60 % shorter"; absent where the paper gives no figure that we could verify. */
  readonly figure?: string;
  /** "zip2zip, arXiv 2506.01084 (abstract)". */
  readonly source: string;
}

/** A way to read a text in fewer (or other) steps: a file of its own in strategies/ and a line in strategies.ts. */
export interface Strategy {
  /** Unique and stable: what the CLI takes and prints. */
  readonly id: string;
  readonly name: string;
  /** One sentence: what becomes one step. */
  readonly about: string;
  /**
   * What it takes its pieces from: 'nothing' but rules; the 'text' that it counts, before it counts it, so that
   * its figure is always in sample; a 'corpus' of texts, in sample where the counted one is among them.
   */
  readonly learns: 'nothing' | 'text' | 'corpus';
  readonly published: Published;
  /** Needs units: a text without is counted as its tokens. */
  readonly needsUnits: boolean;
  /** Needs the surprisal of each token, which only a model that has read the text can give. */
  readonly needsSurprisal?: true;
  /** Needs Tokompiler's count, which is made with the text when asked for. */
  readonly needsTokompiler?: true;
  /** What the strategy leaves out of a text, where it does: "comments and layout". */
  readonly drops?: string;
  /**
   * Why the strategy can say nothing of a text, as a sentence for people; undefined where it can. It counts such a
   * text as its tokens, which is no result: show the reason in its place.
   */
  unavailable?(text: TokenizedText): string | undefined;
  /** Learns from a corpus, which may be gone through several times. Deterministic. */
  prepare(corpus: Iterable<TokenizedText>): Apply;
}
