import { Edit, Parser, type Point, type Tree } from 'web-tree-sitter';
import type { TextEdit } from '../bpe/tokenizer';
import { functionsOf } from './functions';
import type { Grammar } from './grammar';
import { unitsOf } from './leaves';
import type { SyntaxLanguage } from './language';
import type { FunctionRange, Unit } from './unit';

/** Longest document that is parsed, in UTF-16 units; a tree takes about 20 bytes of memory per unit. */
export const MAX_SYNTAX_LENGTH = 2_000_000;
/** A parse that takes longer is given up, in milliseconds; the longest document takes about a fiftieth. */
export const PARSE_TIME_LIMIT = 10_000;
/** A document is no longer parsed after this many parses that were given up. */
const MAX_TIMEOUTS = 3;

/** Why a document has no units, or 'parsed'. */
export type SyntaxStatus = 'parsed' | 'tooLong' | 'timedOut' | 'disposed';

/** A text and its syntax tree, which follows edits. Parsing waits until something is asked for. */
export class SyntaxDocument {
  private tree: Tree | undefined;
  /** The tree is of the text as it is. */
  private current = false;
  private state: SyntaxStatus = 'parsed';
  private timeouts = 0;

  constructor(
    private readonly grammar: Grammar,
    private text: string,
    private readonly timeLimit = PARSE_TIME_LIMIT,
  ) {}

  get language(): SyntaxLanguage {
    return this.grammar.language;
  }

  /** Parses if need be. Without 'parsed' there are no units and no functions. */
  get status(): SyntaxStatus {
    this.parsed();
    return this.state;
  }

  /** True when the text breaks the language's grammar somewhere; units are still there. */
  get hasErrors(): boolean {
    return this.parsed()?.rootNode.hasError ?? false;
  }

  /**
   * Follows one edit of the text; `newText` is the text after it. Edits that come together are given one by
   * one, each in the coordinates of the text that the one before left.
   */
  edit(edit: TextEdit, newText: string): void {
    const expected = this.text.length - (edit.end - edit.start) + edit.text.length;
    if (this.tree && expected === newText.length && newText.length <= MAX_SYNTAX_LENGTH) {
      const startPosition = advance({ row: 0, column: 0 }, this.text, 0, edit.start);
      this.tree.edit(
        new Edit({
          startIndex: edit.start,
          oldEndIndex: edit.end,
          newEndIndex: edit.start + edit.text.length,
          startPosition,
          oldEndPosition: advance(startPosition, this.text, edit.start, edit.end),
          newEndPosition: advance(startPosition, edit.text, 0, edit.text.length),
        }),
      );
    } else {
      // The edit does not lead from the old text to the new: start afresh rather than keep a wrong tree.
      this.dropTree();
    }
    this.text = newText;
    this.current = false;
  }

  /** Takes another text, whose syntax is read from scratch. */
  reset(text: string): void {
    this.dropTree();
    this.text = text;
    this.current = false;
  }

  /** Units that touch the UTF-16 range [start, end), in order and without overlap. */
  units(start = 0, end = this.text.length): Unit[] {
    const tree = this.parsed();
    return tree ? unitsOf(tree, this.grammar, this.text, start, end) : [];
  }

  /** The unit that holds the UTF-16 offset; undefined on blanks. */
  unitAt(offset: number): Unit | undefined {
    return this.units(offset, offset + 1)[0];
  }

  /** Named functions with a body, outer before inner, in order of their start. */
  functions(): FunctionRange[] {
    const tree = this.parsed();
    return tree ? functionsOf(tree, this.grammar) : [];
  }

  /** Frees the tree, which no garbage collector does. */
  dispose(): void {
    this.dropTree();
    this.state = 'disposed';
  }

  private parsed(): Tree | undefined {
    if (this.current || this.state === 'disposed') return this.tree;
    this.current = true;
    if (this.text.length > MAX_SYNTAX_LENGTH) {
      this.dropTree();
      this.state = 'tooLong';
    } else if (this.timeouts < MAX_TIMEOUTS) {
      const tree = this.parse();
      this.dropTree();
      this.tree = tree;
      this.state = tree ? 'parsed' : 'timedOut';
      if (!tree) this.timeouts++;
    }
    return this.tree;
  }

  private parse(): Tree | undefined {
    const deadline = performance.now() + this.timeLimit;
    // The declared type says "void", the code cancels on true.
    const progressCallback = () => performance.now() > deadline;
    const parser = new Parser();
    try {
      parser.setLanguage(this.grammar.wasm);
      return parser.parse(this.text, this.tree, { progressCallback }) ?? undefined;
    } finally {
      parser.delete();
    }
  }

  private dropTree(): void {
    this.tree?.delete();
    this.tree = undefined;
  }
}

/** The row and column that reading text[start, end) leads to from `from`. */
function advance(from: Point, text: string, start: number, end: number): Point {
  let row = from.row;
  let lineStart = start - from.column;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: end - lineStart };
}
