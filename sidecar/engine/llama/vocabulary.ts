import type { LlamaModel, Token } from 'node-llama-cpp';
import type { Tokenizer } from '../../../language-tokenizers/bpe/tokenizer';
import type { TokenId, Vocabulary } from '../engine';
import { agrees } from './ownTokenizer';
import { decoderFor, type TokenDecoder } from './tokenBytes';

const NOTHING = new Uint8Array(0);
/** Special tokens whose spelling is tried in a text. */
const MOST_SPECIALS = 50;
const utf8 = new TextEncoder();

/** The vocabulary of a loaded GGUF model; token bytes come from the file, as llama.cpp's detokenizer is lossy. */
export class LlamaVocabulary implements Vocabulary {
  readonly beginOfSequence: TokenId | undefined;
  readonly #texts: readonly string[];
  readonly #decode: TokenDecoder;
  readonly #bytes = new Map<TokenId, Uint8Array>();
  readonly #ids = new Map<string, TokenId>();
  readonly #own: Tokenizer | undefined;

  /** @param own used where it agrees with llama.cpp's tokenizer */
  constructor(
    readonly model: LlamaModel,
    own?: Tokenizer,
  ) {
    const { tokens, model: kind } = model.fileInfo.metadata.tokenizer.ggml;
    this.#texts = tokens;
    this.#decode = decoderFor(kind);
    this.beginOfSequence = model.tokens.shouldPrependBosToken ? (model.tokens.bos ?? undefined) : undefined;
    tokens.forEach((text, id) => {
      // Control tokens carry brackets of some kind; a map of all the words would be large and never asked.
      if (text.length > 2 && /[<>[\]]/.test(text) && !this.#ids.has(text)) this.#ids.set(text, id);
    });
    const specials = [...this.#ids.keys()].filter((text) => this.special(text) !== undefined);
    const theirs = (text: string) => this.#theirs(text);
    if (own && agrees(own, theirs, specials.slice(0, MOST_SPECIALS))) this.#own = own;
  }

  get size(): number {
    return this.#texts.length;
  }

  tokenBytes(id: TokenId): Uint8Array {
    let bytes = this.#bytes.get(id);
    if (bytes === undefined) {
      bytes = this.#read(id);
      this.#bytes.set(id, bytes);
    }
    return bytes;
  }

  #read(id: TokenId): Uint8Array {
    const text = this.#texts[id];
    if (text === undefined) return NOTHING;
    const attributes = this.model.getTokenAttributes(id as Token);
    if (attributes.control || attributes.unknown || attributes.unused) return NOTHING;
    // A token added by hand is written as it is, without stand-ins for bytes.
    return attributes.userDefined ? utf8.encode(text) : this.#decode(text);
  }

  special(text: string): TokenId | undefined {
    const id = this.#ids.get(text);
    if (id === undefined) return undefined;
    const attributes = this.model.getTokenAttributes(id as Token);
    return attributes.control || attributes.userDefined || attributes.unknown ? id : undefined;
  }

  isEndOfGeneration(id: TokenId): boolean {
    return this.model.isEogToken(id as Token);
  }

  tokenize(text: string): TokenId[] {
    return this.#own ? Array.from(this.#own.encode(text).ids) : this.#theirs(text);
  }

  #theirs(text: string): TokenId[] {
    return this.model.tokenize(text, false, 'trimLeadingSpace');
  }
}
