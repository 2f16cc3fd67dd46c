import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Tokenizer } from '../../../../language-tokenizers/bpe/tokenizer';
import { createBpe } from '../../../../language-tokenizers/tokenizerJson/bpeJsonTokenizer';
import { unpackModel } from '../../../../language-tokenizers/tokenizerJson/packedModel';
import type { TokenId, Vocabulary } from '../../../../sidecar/engine/engine';

const root = path.resolve(import.meta.dirname, '..', '..', '..', '..');

/** The vocabulary of Qwen2.5 as the sidecar sees one, tokenized by our own engine. */
export class QwenVocabulary implements Vocabulary {
  readonly beginOfSequence = undefined;
  readonly #tokenizer: Tokenizer;
  readonly #special: ReadonlySet<number>;
  /** The first control token's id: all tokens of text come before it. */
  readonly #texts: number;

  constructor() {
    const folder = path.join(root, 'language-tokenizers', 'bpe', 'vocabularies');
    const file = readFileSync(path.join(folder, 'qwen2.5.bin'));
    this.#tokenizer = createBpe({ name: 'qwen2.5' }, unpackModel(file));
    this.#special = new Set(this.#tokenizer.specialTokens.values());
    this.#texts = Math.min(...this.#special);
  }

  get size(): number {
    return this.#tokenizer.vocabularySize;
  }

  tokenBytes(id: TokenId): Uint8Array {
    return this.#special.has(id) || id >= this.#texts ? new Uint8Array(0) : this.#tokenizer.tokenBytes(id);
  }

  special(text: string): TokenId | undefined {
    return this.#tokenizer.specialTokens.get(text);
  }

  isEndOfGeneration(id: TokenId): boolean {
    return this.special('<|endoftext|>') === id;
  }

  tokenize(text: string): TokenId[] {
    return [...this.#tokenizer.encode(text).ids];
  }
}
