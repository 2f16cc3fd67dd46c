import type { AssetLoader } from '../../../language-tokenizers/assets';
import { loadTokenizer } from '../../../language-tokenizers/bpe/encodings';
import type { Tokenizer } from '../../../language-tokenizers/bpe/tokenizer';
import { languageById, languageOfFile } from '../../../language-tokenizers/syntax/languages';
import { Syntax } from '../../../language-tokenizers/syntax/syntax';
import type { Counts, FunctionCount, HoverInfo, Notifications, VisibleTokens } from './messages';
import { OpenDocument, type OpenSyntax } from './openDocument';

/** Owns the tokens and syntax trees of open documents. Pure: any host feeds it messages and assets. */
export class TokenService {
  private readonly documents = new Map<string, OpenDocument>();
  private readonly syntax: Syntax;
  private tokenizer: Promise<Tokenizer> | undefined;
  private readonly warned = new Set<string>();

  constructor(
    private readonly loadAsset: AssetLoader,
    private readonly log: (line: string) => void,
  ) {
    this.syntax = new Syntax(loadAsset);
  }

  /** Takes another tokenizer for all documents, those open already included. */
  async useTokenizer(name: string): Promise<void> {
    this.tokenizer = loadTokenizer(name, this.loadAsset);
    const tokenizer = await this.tokenizer;
    for (const document of this.documents.values()) document.useTokenizer(tokenizer);
  }

  async open({ uri, version, languageId, fileName, text }: Notifications['open']): Promise<void> {
    this.close(uri);
    if (this.tokenizer === undefined) throw new Error('useTokenizer comes before the first document.');
    const tokenizer = await this.tokenizer;
    this.documents.set(uri, new OpenDocument(version, tokenizer, text, this.syntaxFor(languageId, fileName)));
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

  private get(uri: string): OpenDocument {
    const document = this.documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open.`);
    return document;
  }

  /** Opens the syntax tree when it is first needed; a language without grammar has none. */
  private syntaxFor(languageId: string, fileName: string): OpenSyntax | undefined {
    const language = languageById(languageId) ?? languageOfFile(fileName);
    if (language === undefined) return undefined;
    return async (text) => {
      try {
        return await this.syntax.open(language, text);
      } catch (error) {
        const line = error instanceof Error ? error.message : String(error);
        if (!this.warned.has(line)) this.log(line);
        this.warned.add(line);
        return undefined;
      }
    };
  }
}
