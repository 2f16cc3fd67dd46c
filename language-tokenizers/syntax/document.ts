import { Edit, Parser, type Tree } from 'web-tree-sitter';
import type { TextEdit } from '../bpe/tokenizer';
import { DirtyRanges } from './dirtyRanges';
import type { Grammar } from './grammar';
import { LineStarts } from './lineStarts';
import type { SyntaxLanguage } from './language';
import { parserInput } from './parserInput';
import { readUnits, rereadUnits } from './readUnits';
import { type Scope, scopesOf, type Surroundings, surroundingsInOrder } from './scopes';
import { RewrittenText } from './rewrittenText';
import type { SyntaxText } from './text';
import type { FunctionRange, Unit } from './unit';
import type { UnitList } from './unitList';
import { NO_UNITS, SPACE, unitOf, type UnitRun } from './unitRun';
import { UnitRules } from './unitRules';

/** Longest document that is parsed, in UTF-16 units; a tree takes about 20 bytes of memory per unit. */
export const MAX_SYNTAX_LENGTH = 2_000_000;
/** A parse that takes longer is given up, in milliseconds; the longest document takes about a fiftieth. */
export const PARSE_TIME_LIMIT = 10_000;
/** A document is no longer parsed after this many parses that were given up. */
const MAX_TIMEOUTS = 3;

/** Why a document has no units, or 'parsed'. */
export type SyntaxStatus = 'parsed' | 'tooLong' | 'timedOut' | 'disposed';

/**
 * The syntax of a text: its tree and units, which follow the text's edits. Parsing waits until something is asked
 * for, and reads again only what changed.
 */
export class SyntaxDocument {
  private tree: Tree | undefined;
  /** Kept from the first edit of a tree on. */
  private lines: LineStarts | undefined;
  /** Read when first asked for. */
  private list: UnitList | undefined;
  /** What the parser reads instead of the text, for languages that need that. */
  private rewritten: RewrittenText | undefined;
  /** Found when first asked for after an edit. */
  private scopeCache: readonly Scope[] | undefined;
  /** Where the list is not of the tree, and the tree not of the text. */
  private readonly dirty = new DirtyRanges();
  /** Length of the text that the tree is of. */
  private length: number;
  /** The tree is of the text as it is. */
  private current = false;
  private state: SyntaxStatus = 'parsed';
  private timeouts = 0;

  /** @param text may change as long as each change is told */
  constructor(
    private readonly grammar: Grammar,
    private text: SyntaxText,
    private readonly timeLimit = PARSE_TIME_LIMIT,
  ) {
    this.length = text.length;
  }

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
  edit(edit: TextEdit, newText: SyntaxText): void {
    const expected = this.length - (edit.end - edit.start) + edit.text.length;
    // An edit that does not lead from the old text to the new: start afresh rather than keep a wrong tree.
    if (expected !== newText.length) this.reset(newText);
    else this.follow(edit, newText);
  }

  /** Takes another text, whose syntax is read from scratch. */
  reset(text: SyntaxText): void {
    this.dropTree();
    this.text = text;
    this.length = text.length;
    this.current = false;
  }

  /** All units that touch the UTF-16 range [start, end), white space too: they tile the text. */
  run(start = 0, end = this.text.length): UnitRun {
    return this.unitList()?.between(start, end) ?? NO_UNITS;
  }

  /** Units that touch the UTF-16 range [start, end), in order: those of code, or with `spaces` those of `run`. */
  units(start = 0, end = this.text.length, { spaces = false } = {}): Unit[] {
    const run = this.run(start, end);
    const units: Unit[] = [];
    for (let i = 0; i < run.length; i++) if (spaces || run.kinds[i] !== SPACE) units.push(unitOf(run, i));
    return units;
  }

  /** The unit that holds the UTF-16 offset; undefined on blanks. */
  unitAt(offset: number): Unit | undefined {
    return this.units(offset, offset + 1)[0];
  }

  /** Named functions with a body, outer before inner, in order of their start. */
  functions(): FunctionRange[] {
    return this.scopes()
      .filter(({ kind }) => kind === 'function')
      .map(({ name, start, end, nameStart }) => ({ name, start, end, nameStart }));
  }

  /** The same with the classes, modules and the like in which they stand. */
  scopes(): readonly Scope[] {
    const tree = this.parsed();
    if (!tree) return [];
    return (this.scopeCache ??= scopesOf(tree, this.grammar));
  }

  /** What stands around a UTF-16 offset. */
  scopeAt(offset: number): Surroundings {
    return surroundingsInOrder(this.scopes())(offset);
  }

  /** Frees the tree, which no garbage collector does. */
  dispose(): void {
    this.dropTree();
    this.state = 'disposed';
  }

  private follow(edit: TextEdit, newText: SyntaxText): void {
    if (this.tree) {
      const { start, end, text } = this.rewritten?.follow(edit, newText) ?? edit;
      // What the lines are of is the text before the edit, which need not be there any more.
      this.lines ??= new LineStarts(this.text);
      const startPosition = this.lines.pointAt(start);
      const oldEndPosition = this.lines.pointAt(end);
      this.lines.edit({ start, end, text });
      const newEndIndex = start + text.length;
      this.tree.edit(
        new Edit({
          startIndex: start,
          oldEndIndex: end,
          newEndIndex,
          startPosition,
          oldEndPosition,
          newEndPosition: this.lines.pointAt(newEndIndex),
        }),
      );
      this.list?.edited(start, end, text.length);
      this.dirty.edited(start, end, text.length);
    }
    this.text = newText;
    this.length = newText.length;
    this.current = false;
  }

  private unitList(): UnitList | undefined {
    const tree = this.parsed();
    if (!tree) return undefined;
    const rules = UnitRules.of(this.grammar);
    if (!this.list) {
      this.list = readUnits(tree, rules, this.text);
    } else if (!this.dirty.isEmpty) {
      rereadUnits(this.list, this.dirty.take(), tree, rules, this.text);
    }
    return this.list;
  }

  private parsed(): Tree | undefined {
    if (this.current || this.state === 'disposed') return this.tree;
    this.current = true;
    this.scopeCache = undefined;
    if (this.text.length > MAX_SYNTAX_LENGTH) {
      this.dropTree();
      this.state = 'tooLong';
    } else if (this.timeouts < MAX_TIMEOUTS) {
      const old = this.tree;
      const tree = this.parse();
      if (old && tree) this.compare(old, tree);
      if (tree) old?.delete();
      else this.dropTree();
      this.tree = tree;
      this.state = tree ? 'parsed' : 'timedOut';
      if (!tree) this.timeouts++;
    }
    return this.tree;
  }

  /** Finds where the nodes of the new tree are others than those of the old, which has followed the edits. */
  private compare(old: Tree, tree: Tree): void {
    // The comparison takes a node for unchanged that has its old place, size and amount of errors. With errors in
    // it, it may still have been read another way, so all such nodes are marked as edited.
    for (const start of this.list?.brokenPlaces ?? []) touch(old, start);
    for (const { startIndex, endIndex } of old.getChangedRanges(tree)) this.dirty.add(startIndex, endIndex);
  }

  private parse(): Tree | undefined {
    const deadline = performance.now() + this.timeLimit;
    // The declared type says "void", the code cancels on true.
    const progressCallback = () => performance.now() > deadline;
    const { parserText } = this.grammar.language;
    if (parserText) this.rewritten ??= new RewrittenText(parserText, this.text);
    const parser = new Parser();
    try {
      parser.setLanguage(this.grammar.wasm);
      return (
        parser.parse(parserInput(this.rewritten?.text ?? this.text), this.tree, { progressCallback }) ??
        undefined
      );
    } finally {
      parser.delete();
    }
  }

  private dropTree(): void {
    this.tree?.delete();
    this.tree = undefined;
    this.lines = undefined;
    this.rewritten = undefined;
    this.list = undefined;
    this.dirty.take();
  }
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
