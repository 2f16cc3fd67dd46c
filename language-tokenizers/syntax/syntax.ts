import { Language } from 'web-tree-sitter';
import type { AssetLoader } from '../assets';
import { SyntaxDocument } from './document';
import type { GrammarSource } from './embeddedGrammars';
import { Grammar } from './grammar';
import type { SyntaxLanguage } from './language';
import { startRuntime } from './runtime';
import type { SyntaxText } from './text';

/** A grammar, or the runtime below all of them, did not load; the other languages go on. */
export class GrammarError extends Error {
  override readonly name = 'GrammarError';
  constructor(
    readonly language: SyntaxLanguage,
    override readonly cause: unknown,
  ) {
    // The runtime says nothing of a file without the section that its dynamic linker reads.
    const reason = cause instanceof Error ? cause.message || 'the file holds no grammar' : String(cause);
    super(`The ${language.name} grammar did not load: ${reason}`);
  }
}

/** Grammars that were compiled, by files that somebody still has. */
const compiled = new WeakMap<Uint8Array, Promise<Language>>();

/** Compiles a grammar's file once; what failed is tried again. The file must not be written to afterwards. */
function compile(file: Uint8Array): Promise<Language> {
  let language = compiled.get(file);
  if (!language) {
    language = Language.load(file);
    compiled.set(file, language);
    language.catch(() => compiled.delete(file));
  }
  return language;
}

/** Loads grammars when they are first asked for, and keeps them. */
export class Syntax implements GrammarSource {
  private readonly grammars = new Map<string, Promise<Grammar>>();

  constructor(private readonly loadAsset: AssetLoader) {}

  /**
   * Opens `text` as a document of `language`, with the languages embedded in it; rejects with a
   * {@link GrammarError} for the grammar of the language itself.
   */
  async open(language: SyntaxLanguage, text: SyntaxText): Promise<SyntaxDocument> {
    const document = new SyntaxDocument(await this.grammar(language), text, { grammars: this });
    await document.loadEmbedded();
    return document;
  }

  /** Rejects with a {@link GrammarError}; asking again tries again. */
  grammar(language: SyntaxLanguage): Promise<Grammar> {
    let grammar = this.grammars.get(language.id);
    if (!grammar) {
      grammar = this.load(language).catch((error: unknown) => {
        this.grammars.delete(language.id);
        throw new GrammarError(language, error);
      });
      this.grammars.set(language.id, grammar);
    }
    return grammar;
  }

  private async load(language: SyntaxLanguage): Promise<Grammar> {
    await startRuntime(this.loadAsset);
    return new Grammar(language, await compile(await this.loadAsset(language.grammar)));
  }
}
