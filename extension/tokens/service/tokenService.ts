import type { AssetLoader } from '../../../language-tokenizers/assets';
import type { Tokenizer } from '../../../language-tokenizers/bpe/tokenizer';
import { BUNDLED } from '../../../language-tokenizers/registry/bundled';
import type { TokenizerHost } from '../../../language-tokenizers/registry/host';
import { openRegistered } from '../../../language-tokenizers/registry/registry';
import { languageOfDocument } from '../../../language-tokenizers/syntax/languages';
import { Syntax } from '../../../language-tokenizers/syntax/syntax';
import type { CodeNames, Counts, FunctionCount, HoverInfo, Notifications, VisibleTokens } from './messages';
import { OpenDocument, type OpenSyntax } from './openDocument';

/** Owns the tokens and syntax trees of open documents. Pure: any host feeds it messages and assets. */
export class TokenService {
  private readonly documents = new Map<string, OpenDocument>();
  private readonly syntax: Syntax;
  private tokenizer: Promise<Tokenizer> | undefined;
  /** Why the tokenizer that was asked for can't be used: then every question about tokens fails with it. */
  private problem: string | undefined;
  private readonly warned = new Set<string>();

  constructor(
    private readonly loadAsset: AssetLoader,
    private readonly log: (line: string) => void,
    private readonly host: Omit<TokenizerHost, 'loadAsset'> = {},
  ) {
    this.syntax = new Syntax(loadAsset);
  }

  /**
   * Takes another tokenizer for all documents, those open already included: a name that the registry opens, or a
   * path. Returns why it can't be used, if so: no other takes its place then, and questions fail.
   */
  async useTokenizer(name: string): Promise<string | undefined> {
    this.problem = undefined;
    try {
      await this.take(name);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
      // Documents are kept in step all the same, for when one that works is chosen.
      await this.take(BUNDLED[0]!.name);
    }
    return this.problem;
  }

  async open({ uri, version, languageId, fileName, text }: Notifications['open']): Promise<void> {
    this.close(uri);
    if (this.tokenizer === undefined) throw new Error('useTokenizer comes before the first document.');
    const tokenizer = await this.tokenizer;
    this.documents.set(
      uri,
      new OpenDocument(version, tokenizer, text, this.syntaxFor(languageId, fileName, text)),
    );
  }

  /** A message that changes or closes the document has arrived. */
  announceChange(uri: string): void {
    this.documents.get(uri)?.announceChange();
  }

  change({ uri, version, edits }: Notifications['change']): void {
    this.documents.get(uri)?.change(version, edits);
  }

  close(uri: string): void {
    this.documents.get(uri)?.dispose();
    this.documents.delete(uri);
  }

  counts(uri: string, selections: readonly (readonly [number, number])[]): Promise<Counts> {
    return Promise.resolve(this.get(uri).counts(selections));
  }

  visibleTokens(uri: string, ranges: readonly (readonly [number, number])[]): Promise<VisibleTokens> {
    return Promise.resolve(this.get(uri).visibleTokens(ranges));
  }

  hover(uri: string, offset: number): Promise<HoverInfo | null> {
    return this.get(uri).hover(offset);
  }

  functions(uri: string): Promise<{ version: number; functions: FunctionCount[] }> {
    return this.get(uri).functions();
  }

  names(uri: string): Promise<CodeNames> {
    return this.get(uri).names();
  }

  private async take(name: string): Promise<void> {
    const { host, loadAsset } = this;
    this.tokenizer = openRegistered(name, { ...host, loadAsset }).then((opened) => opened.tokenizer);
    const tokenizer = await this.tokenizer;
    for (const document of this.documents.values()) document.useTokenizer(tokenizer);
  }

  private get(uri: string): OpenDocument {
    if (this.problem !== undefined) throw new Error(this.problem);
    const document = this.documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open.`);
    return document;
  }

  /** Opens the syntax tree when it is first needed; a language without grammar has none. */
  private syntaxFor(languageId: string, fileName: string, text: string): OpenSyntax | undefined {
    const language = languageOfDocument(languageId, fileName, text);
    if (language === undefined) return undefined;
    return async (content) => {
      try {
        return await this.syntax.open(language, content);
      } catch (error) {
        const line = error instanceof Error ? error.message : String(error);
        if (!this.warned.has(line)) this.log(line);
        this.warned.add(line);
        return undefined;
      }
    };
  }
}
