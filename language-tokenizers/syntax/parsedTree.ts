import { Edit, Parser, type Range, type Tree } from 'web-tree-sitter';
import type { TextEdit } from '../text/documentText';
import type { OffsetRange } from './dirtyRanges';
import type { Grammar } from './grammar';
import { LineStarts } from './lineStarts';
import { parserInput } from './parserInput';
import { RewrittenText } from './rewrittenText';
import type { SyntaxText } from './text';

/** The syntax tree of a text under edit: parsing it again reads only what changed. */
export class ParsedTree {
  private present: Tree | undefined;
  /** Rows of the text that the parser reads. */
  private lines: LineStarts | undefined;
  /** What the parser reads instead of the text, for languages that need that. */
  private rewritten: RewrittenText | undefined;

  /** @param ranges parts of the text that are to be read as if there were nothing else; all when absent */
  constructor(
    private readonly grammar: Grammar,
    private readonly ranges?: readonly OffsetRange[],
  ) {}

  /** Of the text at the last parse, following the edits since. */
  get tree(): Tree | undefined {
    return this.present;
  }

  /** Follows an edit; returns the one that the parser sees, which holds it. */
  edited(edit: TextEdit, newText: SyntaxText): TextEdit {
    if (!this.present || !this.lines) return edit;
    const seen = this.rewritten?.follow(edit, newText) ?? edit;
    const { start, end, text } = seen;
    const startPosition = this.lines.pointAt(start);
    const oldEndPosition = this.lines.pointAt(end);
    this.lines.edit(seen);
    const newEndIndex = start + text.length;
    const newEndPosition = this.lines.pointAt(newEndIndex);
    this.present.edit(
      new Edit({
        startIndex: start,
        oldEndIndex: end,
        newEndIndex,
        startPosition,
        oldEndPosition,
        newEndPosition,
      }),
    );
    return seen;
  }

  /**
   * Makes the tree that of `text`. Returns where its nodes are others than those of the tree before, beyond what
   * was edited; undefined, and then there is no tree, when it took longer than `limit` milliseconds.
   *
   * @param broken where the tree before made no sense of its text
   */
  parse(text: SyntaxText, limit: number, broken: readonly number[]): OffsetRange[] | undefined {
    const parse = this.parseInSlices(text, limit, limit, broken);
    for (;;) {
      const step = parse.next();
      if (step.done) return step.value;
    }
  }

  /**
   * The same, which stops after each `slice` milliseconds. Not to be gone on with once the text has changed:
   * `return` then frees what it holds, and leaves the tree as it is.
   */
  *parseInSlices(
    text: SyntaxText,
    limit: number,
    slice: number,
    broken: readonly number[],
  ): Generator<void, OffsetRange[] | undefined> {
    const old = this.present;
    const tree = yield* this.slices(text, limit, slice);
    const changed = tree && old ? changedRanges(old, tree, broken) : [];
    if (!tree) this.drop();
    else old?.delete();
    this.present = tree;
    return tree && changed;
  }

  /** Frees the tree, which no garbage collector does. */
  drop(): void {
    this.present?.delete();
    this.present = undefined;
    this.lines = undefined;
    this.rewritten = undefined;
  }

  private *slices(text: SyntaxText, limit: number, slice: number): Generator<void, Tree | undefined> {
    const { parserText } = this.grammar.language;
    if (parserText) this.rewritten ??= new RewrittenText(parserText, text);
    const seen = this.rewritten?.text ?? text;
    this.lines ??= new LineStarts(seen);
    const includedRanges = this.ranges && pointed(this.ranges, this.lines);
    let stop = 0;
    // The declared type says "void", the code cancels on true.
    const progressCallback = () => performance.now() > stop;
    const options = { progressCallback, ...(includedRanges && { includedRanges }) };
    let parser = this.newParser();
    let old = this.present;
    try {
      for (let spent = 0; ;) {
        const start = performance.now();
        stop = start + Math.min(slice, limit - spent);
        let tree: Tree | null;
        try {
          // A parser that was stopped goes on where it was.
          tree = parser.parse(parserInput(seen), old, options);
        } catch {
          // A grammar's scanner may fail an assertion of its own on what it reads in the tree before (Ruby's does).
          if (!old) return undefined;
          old = undefined;
          parser.delete();
          parser = this.newParser();
          continue;
        }
        if (tree) return tree;
        spent += performance.now() - start;
        if (spent >= limit) return undefined;
        yield;
      }
    } finally {
      parser.delete();
    }
  }

  private newParser(): Parser {
    const parser = new Parser();
    parser.setLanguage(this.grammar.wasm);
    return parser;
  }
}

function pointed(ranges: readonly OffsetRange[], lines: LineStarts): Range[] {
  return ranges.map(({ start, end }) => ({
    startIndex: start,
    endIndex: end,
    startPosition: lines.pointAt(start),
    endPosition: lines.pointAt(end),
  }));
}

/** Where the nodes of the new tree are others than those of the old, which has followed the edits. */
function changedRanges(old: Tree, tree: Tree, broken: readonly number[]): OffsetRange[] {
  // The comparison takes a node for unchanged that has its old place, size and amount of errors. With errors in
  // it, it may still have been read another way, so all such nodes are marked as edited.
  for (const start of broken) touch(old, start);
  return old.getChangedRanges(tree).map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex }));
}

function touch(tree: Tree, offset: number): void {
  const point = { row: 0, column: 0 };
  tree.edit(
    new Edit({
      startIndex: offset,
      oldEndIndex: offset,
      newEndIndex: offset,
      startPosition: point,
      oldEndPosition: point,
      newEndPosition: point,
    }),
  );
}
