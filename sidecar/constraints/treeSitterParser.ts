import { Edit, Parser, type Point, type Tree } from 'web-tree-sitter';
import type { Grammar } from '../../language-tokenizers/syntax/grammar';
import { languageOfDocument } from '../../language-tokenizers/syntax/languages';
import type { SyntaxLanguage } from '../../language-tokenizers/syntax/language';
import { reasonOf } from '../errors';
import type { ConstraintContext, NoConstraint, OpenParser, SoFarParser } from './constraint';
import { ErrorWatch } from './errorWatch';
import { Unfinished } from './unfinished';

/** Milliseconds that one look at the text may take; what takes longer is not objected to. */
const LIMIT = 500;

/** Opens parsers with grammars that `load` brings. */
export function parserOpener(load: (language: SyntaxLanguage) => Promise<Grammar>): OpenParser {
  return async ({ languageId, path, prefix }: ConstraintContext): Promise<SoFarParser | NoConstraint> => {
    const language = languageOfDocument(languageId, path, prefix);
    if (language === undefined) return { reason: 'there is no grammar for this language' };
    try {
      const parser = new TreeSitterParser(await load(language), prefix);
      if (parser.parses('')) return parser;
      parser.dispose();
      return { reason: 'the text before the cursor does not parse' };
    } catch (error) {
      return { reason: reasonOf(error) };
    }
  };
}

/**
 * Tells whether a text may still become correct, by where tree-sitter first has no way on: with what it read last
 * reaching the end of the text, more text may help; before that, none does.
 *
 * The text before the answer is parsed once; after that only what the answer can have changed is.
 */
class TreeSitterParser implements SoFarParser {
  readonly #parser = new Parser();
  readonly #seen: (text: string) => string;
  readonly #unfinished: Unfinished;
  /** The tree of the text before the answer, and where that text ends: what is unfinished in it left out. */
  #before: Tree | undefined;
  #length = 0;
  #end: Point = { row: 0, column: 0 };

  constructor(
    grammar: Grammar,
    private readonly prefix: string,
  ) {
    this.#parser.setLanguage(grammar.wasm);
    this.#seen = grammar.language.parserText ?? ((text) => text);
    this.#unfinished = new Unfinished(grammar.language.vscodeIds[0] ?? '', prefix);
  }

  parses(answer: string): boolean {
    const end = this.#unfinished.wholeUntil(answer);
    // What the answer adds is not whole yet.
    if (answer !== '' && end <= this.prefix.length) return true;
    const text = this.#seen(this.prefix + answer).slice(0, end);
    const watch = new ErrorWatch(text);
    const deadline = performance.now() + LIMIT;
    this.#parser.setLogger((message) => watch.see(message));
    // The declared type says "void", the code cancels on true.
    const progressCallback = () => watch.failed || performance.now() > deadline;
    const base = answer === '' ? undefined : this.#grown(text.slice(this.#length));
    const tree = this.#parser.parse((index) => text.slice(index, index + 4096), base, { progressCallback });
    base?.delete();
    if (tree === null) this.#parser.reset();
    if (answer === '' && tree !== null) this.#keep(tree, text);
    else tree?.delete();
    return !watch.failed;
  }

  #keep(tree: Tree, text: string): void {
    this.#before = tree;
    this.#length = text.length;
    const lastLine = text.lastIndexOf('\n') + 1;
    this.#end = { row: text.split('\n').length - 1, column: text.length - lastLine };
  }

  /** The tree of the text before the answer, told of what came behind it. */
  #grown(added: string): Tree | undefined {
    const base = this.#before?.copy();
    const startIndex = this.#length;
    const lines = added.split('\n');
    const column = (lines.length > 1 ? 0 : this.#end.column) + lines.at(-1)!.length;
    base?.edit(
      new Edit({
        startIndex,
        oldEndIndex: startIndex,
        newEndIndex: startIndex + added.length,
        startPosition: this.#end,
        oldEndPosition: this.#end,
        newEndPosition: { row: this.#end.row + lines.length - 1, column },
      }),
    );
    return base;
  }

  dispose(): void {
    this.#before?.delete();
    this.#before = undefined;
    this.#parser.delete();
  }
}
