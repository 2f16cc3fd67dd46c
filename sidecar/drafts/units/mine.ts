import type { Aside, Logits, TokenId, Vocabulary } from '../../engine/engine';
import { logNormaliser } from '../../engine/logits';
import { unitText } from './unitText';
import type { UnitText } from './unitStore';

/** Tokens that are evaluated at a time, and how many of them were evaluated before, for what they say of the rest. */
const WINDOW = 2048;
const OVERLAP = 256;

export interface ReadOnOptions {
  /** Ends the reading; what was read until then stays read. */
  readonly signal: AbortSignal;
  /** Tokens to evaluate, at most, at least {@link FEWEST}; a window of 2,048 if absent. */
  readonly most?: number;
  /** Shown the logits after each token, for other sources that learn from them (see `DraftSource.read`). */
  readonly observe?: (before: TokenId | undefined, token: TokenId, logits: Logits) => void;
}

/** Fewer tokens at a time are not worth their overlap. */
export const FEWEST = 128;

/**
 * Has a model read a text window by window, and finds its lexical units (spec 3). For times when nobody waits for the
 * engine. A reading that was broken off goes on after the last token that was read.
 */
export class Mining {
  /** Of each token, given those before it in its window; NaN where it is not known. */
  readonly probabilities: Float32Array;
  #read = 0;

  /**
   * @param tokens of the whole text
   * @param most tokens to read of it; the rest counts only for what it says of the units
   */
  constructor(
    private readonly vocabulary: Vocabulary,
    readonly tokens: readonly TokenId[],
    private readonly most = tokens.length,
  ) {
    this.probabilities = new Float32Array(tokens.length).fill(NaN);
  }

  /** Tokens that have been read. */
  get read(): number {
    return this.#read;
  }

  get isDone(): boolean {
    return this.#read >= Math.min(this.most, this.tokens.length);
  }

  /** The units of what has been read. */
  get units(): UnitText {
    return unitText(this.tokens, this.probabilities, this.vocabulary);
  }

  /**
   * Reads the next window; returns how many tokens were evaluated, 0 where the text is read or there is no room.
   *
   * @throws the signal's reason when it aborts
   */
  async readOn(aside: Aside, { signal, most = WINDOW, observe }: ReadOnOptions): Promise<number> {
    signal.throwIfAborted();
    const { beginOfSequence } = this.vocabulary;
    const lead = beginOfSequence === undefined ? [] : [beginOfSequence];
    const size = Math.min(WINDOW, most, aside.room) - lead.length;
    if (this.isDone || size < FEWEST) return 0;
    const start = Math.max(0, this.#read - Math.min(OVERLAP, size >> 3));
    const end = Math.min(start + size, this.most, this.tokens.length);
    const window = [...lead, ...this.tokens.slice(start, end)];
    await aside.evaluate(window, {
      from: this.#read === 0 ? 0 : lead.length + this.#read - start,
      signal,
      read: (at, logits) => this.#take(start + at - lead.length, logits, observe),
    });
    return window.length;
  }

  /** @param at the text's token after which the logits are; -1 for its beginning */
  #take(at: number, logits: Logits, observe: ReadOnOptions['observe']): void {
    const next = this.tokens[at + 1];
    if (next !== undefined) this.probabilities[at + 1] = Math.exp(logits[next]! - logNormaliser(logits));
    if (at < 0) return;
    this.#read = at + 1;
    observe?.(this.tokens[at - 1], this.tokens[at]!, logits);
  }
}
