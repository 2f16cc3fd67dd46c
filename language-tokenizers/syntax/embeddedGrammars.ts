import type { Grammar } from './grammar';
import { languageById } from './languages';
import type { SyntaxLanguage } from './language';

/** Where grammars come from. */
export interface GrammarSource {
  /** Rejects when it does not load. */
  grammar(language: SyntaxLanguage): Promise<Grammar>;
}

/** The grammars of the languages embedded in a document, loaded when the first text in one comes up. */
export class EmbeddedGrammars {
  /** One error for each language whose grammar did not load; its texts stay single units. */
  readonly failures: unknown[] = [];
  private readonly loaded = new Map<string, Grammar | undefined>();
  private readonly wanted = new Set<string>();

  constructor(private readonly source: GrammarSource) {}

  /** Undefined for one that is not there, or not yet. */
  get(id: string): Grammar | undefined {
    if (!this.loaded.has(id)) this.wanted.add(id);
    return this.loaded.get(id);
  }

  /** Loads what was asked for in vain; true when there is something new. */
  async load(): Promise<boolean> {
    const ids = [...this.wanted];
    this.wanted.clear();
    const found = await Promise.all(ids.map((id) => this.loadOne(id)));
    return found.some((grammar) => grammar !== undefined);
  }

  private async loadOne(id: string): Promise<Grammar | undefined> {
    const language = languageById(id);
    let grammar: Grammar | undefined;
    try {
      grammar = language && (await this.source.grammar(language));
    } catch (error) {
      this.failures.push(error);
    }
    this.loaded.set(id, grammar);
    return grammar;
  }
}
