import { TokenDocument } from '../../../language-tokenizers/bpe/document';
import type { TextEdit, Tokenizer, TokenView } from '../../../language-tokenizers/bpe/tokenizer';
import type { SyntaxDocument } from '../../../language-tokenizers/syntax/document';
import type { SyntaxText } from '../../../language-tokenizers/syntax/text';
import type { Unit } from '../../../language-tokenizers/syntax/unit';
import { declaredNames } from '../../../language-tokenizers/tokompiler/scopes/declaredNames';
import { factsInfo } from './hoverFacts';
import { unitCost } from './unitCosts';
import type { CodeNames, Counts, FunctionCount, HoverInfo, UnitInfo, VisibleTokens } from './messages';

/** Opens the syntax of a text, which goes on changing; undefined when the grammar is missing. */
export type OpenSyntax = (text: SyntaxText) => Promise<SyntaxDocument | undefined>;

/** What editors show for bytes they could not decode. */
const REPLACEMENT = '\uFFFD';

type Range = readonly [start: number, end: number];

/** One document: its tokens, and its syntax tree from the first question that needs one. */
export class OpenDocument {
  private readonly document: TokenDocument;
  private tokens: TokenView;
  /** False once it is known that the text holds no U+FFFD. */
  private mayHoldReplacements: boolean;
  /** The tree once it was asked for; it follows the text. */
  private tree: SyntaxDocument | undefined;
  private parsedOnce = false;
  /** Edits that have arrived and wait for what is being answered. */
  private waiting = 0;

  constructor(
    version: number,
    private tokenizer: Tokenizer,
    text: string,
    private readonly openSyntax: OpenSyntax | undefined,
  ) {
    this.document = new TokenDocument(text, version);
    this.tokens = this.document.view(tokenizer);
    this.mayHoldReplacements = text.includes(REPLACEMENT);
  }

  useTokenizer(tokenizer: Tokenizer): void {
    this.document.drop(this.tokenizer);
    this.tokenizer = tokenizer;
    this.tokens = this.document.view(tokenizer);
  }

  /** An edit, or the end, comes next: a parse for an answer that will be out of date by then is given up. */
  announceChange(): void {
    this.waiting++;
  }

  change(version: number, edits: readonly TextEdit[]): void {
    this.waiting = Math.max(0, this.waiting - 1);
    this.document.applyEdits(edits, version);
    this.mayHoldReplacements ||= edits.some(({ text }) => text.includes(REPLACEMENT));
  }

  counts(selections: readonly Range[]): Counts {
    const { document, tokens } = this;
    // Putting the text together costs more than an edit: only where something needs it.
    const selected = selections.map(([start, end]) => this.tokenizer.count(document.text.slice(start, end)));
    this.mayHoldReplacements &&= document.text.includes(REPLACEMENT);
    return {
      version: this.tokens.version,
      tokenizer: this.tokenizer.name,
      exact: this.tokenizer.exact,
      tokens: tokens.count,
      bytes: document.byteLength,
      characters: document.length,
      replacements: this.mayHoldReplacements,
      ...(selected.length > 0 && { selectionTokens: selected.reduce((sum, n) => sum + n, 0) }),
    };
  }

  visibleTokens(ranges: readonly Range[]): VisibleTokens {
    const starts: number[] = [];
    const ends: number[] = [];
    const parity: number[] = [];
    for (const [start, end] of ranges) {
      const run = this.tokens.tokensBetween(start, end);
      let at = run.start;
      for (let i = 0; i < run.length; i++) {
        const tokenEnd = run.ends[i]!;
        // Tokens that share a character are painted as one: the text can't be cut there.
        if (tokenEnd === at) continue;
        starts.push(at);
        ends.push(tokenEnd);
        parity.push((run.first + i) & 1);
        at = tokenEnd;
      }
    }
    return {
      version: this.tokens.version,
      starts: Uint32Array.from(starts),
      ends: Uint32Array.from(ends),
      parity: Uint8Array.from(parity),
    };
  }

  async hover(offset: number): Promise<HoverInfo | null> {
    const run = this.tokens.tokensBetween(offset, offset + 1);
    if (run.length === 0) return null;
    const tokens = Array.from(run.ids, (id, i) => ({
      id,
      index: run.first + i,
      bytes: this.tokenizer.tokenBytes(id),
      partial: run.partial[i] === 1,
      facts: factsInfo(this.tokenizer, id),
    }));
    const unit = await this.unitAt(offset);
    return {
      version: this.tokens.version,
      tokenizer: this.tokenizer.name,
      exact: this.tokenizer.exact,
      total: this.tokens.count,
      start: run.start,
      end: run.ends[run.length - 1]!,
      tokens,
      ...(unit && { unit }),
    };
  }

  async functions(): Promise<{ version: number; functions: FunctionCount[] }> {
    const tree = await this.parsed();
    const functions = (tree?.functions() ?? []).map((range) => ({
      ...range,
      tokens: this.tokens.countBetween(range.start, range.end),
    }));
    return { version: this.tokens.version, functions };
  }

  async names(): Promise<CodeNames> {
    const { version } = this.tokens;
    const tree = await this.parsed();
    await tree?.loadEmbedded();
    if (!tree) return { version, names: undefined, scoped: false };
    const declared = declaredNames(tree);
    const { text } = this.document;
    const names = tree
      .units()
      .filter(isName)
      .map(({ start, end }) => ({
        text: text.slice(start, end),
        start,
        end,
        declares: declared?.has(start) ?? false,
      }));
    return { version, names, scoped: declared !== undefined };
  }

  dispose(): void {
    if (this.tree) this.document.content.unfollow(this.tree);
    this.tree?.dispose();
  }

  private async unitAt(offset: number): Promise<UnitInfo | undefined> {
    const tree = await this.parsed();
    await tree?.loadEmbedded();
    const unit = tree?.unitAt(offset);
    if (tree === undefined || unit === undefined) return undefined;
    const { text } = this.document;
    return {
      ...unit,
      text: text.slice(unit.start, unit.end),
      shared: this.sharesTokens(unit),
      ...unitCost(unit, tree.run(), text, this.tokens),
    };
  }

  private sharesTokens({ start, end }: Unit): boolean {
    const run = this.tokens.tokensBetween(start, end);
    const { text } = this.document;
    const beside = text.slice(run.start, start) + text.slice(end, run.ends[run.length - 1]);
    return beside.trim() !== '';
  }

  private async parsed(): Promise<SyntaxDocument | undefined> {
    if (!this.parsedOnce) {
      this.parsedOnce = true;
      // Messages are handled one by one, so no edit comes between.
      const { content } = this.document;
      this.tree = await this.openSyntax?.(content.buffer);
      if (this.tree) content.follow(this.tree);
    }
    const isParsed = await this.tree?.parseAhead(async () => {
      await nextTask();
      return this.waiting === 0;
    });
    return isParsed ? this.tree : undefined;
  }
}

/** Types that come with a language are none: they are keywords to its grammar. */
function isName({ kind, type }: Unit): boolean {
  return kind === 'identifier' || (kind === 'type' && !/predefined|primitive|builtin/.test(type));
}

/** Lets messages that have arrived be noticed. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
