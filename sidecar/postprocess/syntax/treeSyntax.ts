import { Edit, Parser, type Node, type Tree } from 'web-tree-sitter';
import type { Grammar } from '../../../language-tokenizers/syntax/grammar';
import { LineStarts } from '../../../language-tokenizers/syntax/lineStarts';
import { parserInput } from '../../../language-tokenizers/syntax/parserInput';
import { lineBefore, restOfLine } from '../../stops/text';
import { errorsIn } from './errors';
import type { BareLine, CursorSpan, OpenSyntax } from './fileSyntax';
import type { KeptTree } from './keptTree';
import { bareText, isLiteral } from './opaque';
import { Around } from './around';
import { scopeEnd } from './scopeEnd';
import type { ParsedWindow } from './window';

/** Documents in documents: what the outer grammar takes for text may be code. */
const EMBEDS = /^(?:html|vue|php|markdown|markdown_inline)$/;

/** The file with one of the texts at the cursor. */
interface Reading {
  readonly file: string;
  readonly tree: Tree;
  errors?: number;
  bare?: BareLine;
}

/**
 * Asks tree-sitter. The file without a completion is parsed once, when something is first asked; with one, only what
 * that changes is.
 */
export class TreeSyntax implements OpenSyntax {
  readonly #parser = new Parser();
  readonly #readings = new Map<string, Reading | undefined>();
  /** Of the file with nothing at the cursor. */
  #base: { readonly tree: Tree; readonly lines: LineStarts } | undefined;
  #around: Around | undefined;
  #left: number;

  /**
   * @param kept the tree of an earlier request for the document, which this one goes on from and leaves its own in
   * @param limit milliseconds that may be spent on parsing; after them, nothing new is said
   */
  constructor(
    private readonly grammar: Grammar,
    private readonly window: ParsedWindow,
    private readonly kept: KeptTree,
    limit: number,
  ) {
    this.#left = limit;
    this.#parser.setLanguage(grammar.wasm);
  }

  errors(text: string): number | undefined {
    const reading = this.#read(text);
    return reading && (reading.errors ??= errorsIn(reading.tree));
  }

  bare(text: string): BareLine | undefined {
    if (EMBEDS.test(this.grammar.language.id)) return undefined;
    const reading = this.#read(text);
    return reading && (reading.bare ??= this.#bareOf(reading, text));
  }

  #bareOf(reading: Reading, text: string): BareLine {
    const before = lineBefore(this.window.prefix);
    const rest = restOfLine(this.window.suffix);
    const start = this.window.prefix.length - before.length;
    const line = bareText(reading.tree, this.grammar, start, before + text + rest);
    const end = before.length + text.length;
    return {
      before: line.slice(0, before.length),
      text: line.slice(before.length, end),
      rest: line.slice(end),
    };
  }

  owed(text: string): string | undefined {
    const line = this.bare(text);
    if (!line) return undefined;
    this.#around ??= Around.of(this.window.prefix, this.window.suffix);
    return this.#around.owed(line.before + line.text);
  }

  literal(text: string): CursorSpan | undefined {
    const reading = this.#read(text);
    const cursor = this.window.prefix.length;
    let node: Node | null | undefined = reading?.tree.rootNode.descendantForIndex(cursor, cursor);
    while (node && !(isLiteral(node) && node.startIndex < cursor && node.endIndex > cursor))
      node = node.parent;
    return node ? { start: node.startIndex - cursor, end: node.endIndex - cursor } : undefined;
  }

  scopeEnd(text: string): number | undefined {
    const reading = this.#read(text);
    const cursor = this.window.prefix.length;
    const end = reading && scopeEnd(reading.tree, reading.file, cursor, cursor + text.length);
    return end === undefined ? undefined : end - cursor;
  }

  dispose(): void {
    for (const [text, reading] of this.#readings) if (text !== '') reading?.tree.delete();
    this.#readings.clear();
    const file = this.window.prefix + this.window.suffix;
    if (this.#base) this.kept.keep(this.grammar, file, this.#base.tree);
    this.#base = undefined;
    this.#parser.delete();
  }

  #read(text: string): Reading | undefined {
    if (this.#readings.has(text)) return this.#readings.get(text);
    const reading = text === '' ? this.#readBase() : this.#readWith(text);
    this.#readings.set(text, reading);
    return reading;
  }

  #readBase(): Reading | undefined {
    const file = this.window.prefix + this.window.suffix;
    const earlier = this.kept.take(this.grammar, file);
    const tree = this.#parse(file, earlier);
    earlier?.delete();
    if (!tree) return undefined;
    this.#base = { tree, lines: new LineStarts(file) };
    // A part that begins in the middle of something is read as something else.
    const makesSense = this.window.complete || startsWell(tree);
    return makesSense ? { file, tree } : undefined;
  }

  #readWith(text: string): Reading | undefined {
    if (!this.#read('') || !this.#base) return undefined;
    const { prefix, suffix } = this.window;
    const { tree, lines } = this.#base;
    const at = lines.pointAt(prefix.length);
    const added = text.split('\n');
    const column = (added.length > 1 ? 0 : at.column) + added.at(-1)!.length;
    const before = tree.copy();
    before.edit(
      new Edit({
        startIndex: prefix.length,
        oldEndIndex: prefix.length,
        newEndIndex: prefix.length + text.length,
        startPosition: at,
        oldEndPosition: at,
        newEndPosition: { row: at.row + added.length - 1, column },
      }),
    );
    const file = prefix + text + suffix;
    const after = this.#parse(file, before);
    before.delete();
    return after && { file, tree: after };
  }

  /** Undefined where the request has no time left for it. */
  #parse(file: string, before: Tree | undefined): Tree | undefined {
    const { parserText } = this.grammar.language;
    const seen = parserText?.(file) ?? file;
    const started = performance.now();
    const deadline = started + this.#left;
    // The declared type says "void", the code cancels on true.
    const progressCallback = () => performance.now() > deadline;
    // A text that is rewritten for the parser may have changed anywhere.
    const known = seen === file ? before : undefined;
    const tree = this.#parser.parse(parserInput(seen), known, { progressCallback });
    if (tree === null) this.#parser.reset();
    this.#left -= performance.now() - started;
    return tree ?? undefined;
  }
}

function startsWell(tree: Tree): boolean {
  const first = tree.rootNode.firstChild;
  return first !== null && !first.isError && !first.hasError;
}
