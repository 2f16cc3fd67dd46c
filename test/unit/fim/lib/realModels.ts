import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Tokenizer } from '../../../../language-tokenizers/bpe/tokenizer';
import type { CompletionModel } from '../../../../sidecar/completion/complete';
import { ContextPacker } from '../../../../sidecar/context/packer';
import { DelegatingEngine } from '../../../../sidecar/engine/delegatingEngine';
import type { Engine, TokenId, Vocabulary } from '../../../../sidecar/engine/engine';
import { openOwnTokenizer } from '../../../../sidecar/engine/llama/ownTokenizer';
import { LlamaVocabulary } from '../../../../sidecar/engine/llama/vocabulary';
import { detectFim } from '../../../../sidecar/fim/index';
import { openOurs, temporaryFolder } from '../../gguf/support';
import { openCompletionModel } from '../../sidecar/lib/completionModel';
import { openLlama } from '../../sidecar/lib/openLlama';

/** The vocabulary of a GGUF file, as the sidecar opens one; it lives as long as llama.cpp does. */
export async function openGgufVocabulary(file: string): Promise<Vocabulary> {
  const model = await (await openLlama()).loadModel({ modelPath: file, vocabOnly: true });
  return new LlamaVocabulary(model, await openOwnTokenizer(file, undefined));
}

/**
 * The vocabulary of a tokenizer.json or tekken.json. All that is added to it is a control token, as in GGUF files: else
 * its spelling would be one in any text.
 */
export async function openJsonVocabulary(file: string): Promise<Vocabulary> {
  const json = JSON.parse(await readFile(file, 'utf8')) as { added_tokens?: { special: boolean }[] };
  json.added_tokens?.forEach((token) => (token.special = true));
  const source = path.join(temporaryFolder(), path.basename(file));
  await writeFile(source, JSON.stringify(json));
  return new TokenizerVocabulary(await openOurs(source));
}

/** A tokenizer of ours as a vocabulary. */
class TokenizerVocabulary implements Vocabulary {
  readonly beginOfSequence = undefined;
  readonly #special: ReadonlySet<TokenId>;

  constructor(private readonly tokenizer: Tokenizer) {
    this.#special = new Set(tokenizer.specialTokens.values());
  }

  get size(): number {
    return this.tokenizer.vocabularySize;
  }
  tokenBytes(id: TokenId): Uint8Array {
    return this.#special.has(id) ? new Uint8Array(0) : this.tokenizer.tokenBytes(id);
  }
  special(text: string): TokenId | undefined {
    return this.tokenizer.specialTokens.get(text);
  }
  isEndOfGeneration(): boolean {
    return false;
  }
  tokenize(text: string): TokenId[] {
    return Array.from(this.tokenizer.encode(text).ids);
  }
}

/** A vocabulary with control tokens of another behind its own. */
export class WithMarkers implements Vocabulary {
  constructor(
    private readonly inner: Vocabulary,
    private readonly markers: readonly string[],
  ) {}

  get size(): number {
    return this.inner.size + this.markers.length;
  }
  get beginOfSequence(): TokenId | undefined {
    return this.inner.beginOfSequence;
  }
  tokenBytes(id: TokenId): Uint8Array {
    return id < this.inner.size ? this.inner.tokenBytes(id) : new Uint8Array(0);
  }
  special(text: string): TokenId | undefined {
    const index = this.markers.indexOf(text);
    return index < 0 ? undefined : this.inner.size + index;
  }
  isEndOfGeneration(id: TokenId): boolean {
    return this.inner.isEndOfGeneration(id);
  }
  tokenize(text: string): TokenId[] {
    return this.inner.tokenize(text);
  }
}

class OtherVocabulary extends DelegatingEngine {
  override readonly vocabulary: Vocabulary;
  override readonly contextSize = 8192;

  constructor(inner: Engine, vocabulary: Vocabulary) {
    super(inner);
    this.vocabulary = vocabulary;
  }
}

/** A model whose prompts are made of a vocabulary's tokens; its weights are another's, and it is never run. */
export async function modelWith(
  vocabulary: Vocabulary,
  architecture: string,
  name: string,
): Promise<CompletionModel> {
  const tiny = await openCompletionModel({ packer: new ContextPacker() });
  const engine = new OtherVocabulary(tiny.engine, vocabulary);
  return { ...tiny, engine, format: detectFim(vocabulary, architecture, name) };
}
