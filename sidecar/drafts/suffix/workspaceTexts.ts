import type { TokenId } from '../../engine/engine';
import { BREAK, TokenChains } from './chains';

/** Tokens of context that a text of the workspace must share: fewer occur everywhere and say little. */
export const LEAST_CONTEXT = 3;
/** Tokens kept for a workspace, a power of two: two megabytes of code, in six of memory. */
export const MOST_TOKENS = 1 << 19;

interface Document {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The saved files and accepted completions of a workspace; the oldest go when there are too many. */
export class WorkspaceTexts {
  #chains = new TokenChains(LEAST_CONTEXT);
  /** Oldest first. */
  #documents: Document[] = [];

  /** @param most tokens that are kept, a power of two */
  constructor(private readonly most = MOST_TOKENS) {}

  get chains(): TokenChains {
    return this.#chains;
  }

  /** Tokens that can be found. */
  get size(): number {
    return this.#documents.reduce((sum, { start, end }) => sum + end - start, 0);
  }

  /**
   * Adds a text; one of the same name is forgotten, unless that is "". Of a text that would fill more than a quarter
   * of the room, the beginning is taken.
   */
  add(name: string, text: readonly TokenId[], isControl: (id: TokenId) => boolean): void {
    const tokens = text.slice(0, this.most / 4 - 1).map((id) => (isControl(id) ? BREAK : id));
    const old = name === '' ? undefined : this.#documents.find((one) => one.name === name);
    if (old && this.#holds(old, tokens)) return;
    if (old) this.#forget(old);
    if (this.#chains.length + tokens.length + 1 > this.most) this.#compact(tokens.length + 1);
    this.#append(name, tokens);
  }

  #append(name: string, tokens: Iterable<TokenId>): void {
    const start = this.#chains.length;
    for (const token of tokens) this.#chains.push(token);
    this.#documents.push({ name, start, end: this.#chains.length });
    this.#chains.push(BREAK);
  }

  #holds({ start, end }: Document, tokens: readonly TokenId[]): boolean {
    const held = this.#chains.tokens;
    return end - start === tokens.length && tokens.every((token, i) => held[start + i] === token);
  }

  #forget(document: Document): void {
    this.#chains.blank(document.start, document.end);
    this.#documents = this.#documents.filter((one) => one !== document);
  }

  /** Makes room by writing the newest texts anew; a quarter stays free, so that this is rare. */
  #compact(incoming: number): void {
    const old = this.#chains.tokens;
    const documents = this.#documents;
    let room = (this.most * 3) / 4 - incoming;
    let first = documents.length;
    while (first > 0) {
      const { start, end } = documents[first - 1]!;
      room -= end - start + 1;
      if (room < 0) break;
      first--;
    }
    this.#chains = new TokenChains(LEAST_CONTEXT);
    this.#documents = [];
    for (const { name, start, end } of documents.slice(first)) this.#append(name, old.subarray(start, end));
  }
}
