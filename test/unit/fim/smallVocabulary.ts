import type { TokenId, Vocabulary } from '../../../sidecar/engine/engine';

export interface SmallVocabularyOptions {
  readonly controlTokens: readonly string[];
  readonly begin?: string;
  /** Puts a space before every text, as SentencePiece tokenizers of the Llama family do. */
  readonly spacePrefix?: boolean;
}

/** A vocabulary for tests of prompts: control tokens, and a token for every word, space run or sign it meets. */
export class SmallVocabulary implements Vocabulary {
  readonly #texts: string[] = [];
  readonly #ids = new Map<string, TokenId>();
  readonly #controls: ReadonlyMap<string, TokenId>;
  /** UTF-16 units that were tokenized. */
  tokenized = 0;

  constructor(private readonly options: SmallVocabularyOptions) {
    this.#controls = new Map(options.controlTokens.map((text) => [text, this.#texts.push(text) - 1]));
  }

  get size(): number {
    return this.#texts.length;
  }

  get beginOfSequence(): TokenId | undefined {
    return this.options.begin === undefined ? undefined : this.special(this.options.begin);
  }

  tokenBytes(id: TokenId): Uint8Array {
    return new TextEncoder().encode(id < this.#controls.size ? '' : this.#texts[id]);
  }

  special(text: string): TokenId | undefined {
    return this.#controls.get(text);
  }

  isEndOfGeneration(id: TokenId): boolean {
    return this.#texts[id] === '<|endoftext|>';
  }

  tokenize(text: string): TokenId[] {
    this.tokenized += text.length;
    const all = this.options.spacePrefix && text !== '' ? ` ${text}` : text;
    return (all.match(/\n| +|\w+|[^\s\w]|\s/g) ?? []).map((piece) => this.#intern(piece));
  }

  /** The tokens as text, with control tokens in white brackets. */
  render(tokens: readonly TokenId[]): string {
    return tokens
      .map((id) => (id < this.#controls.size ? `⟦${this.#texts[id]!}⟧` : this.#texts[id]!))
      .join('');
  }

  #intern(piece: string): TokenId {
    const known = this.#ids.get(piece);
    if (known !== undefined) return known;
    const id = this.#texts.push(piece) - 1;
    this.#ids.set(piece, id);
    return id;
  }
}
