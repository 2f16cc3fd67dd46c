import type { Tree } from 'web-tree-sitter';
import type { TextEdit, TextFollower } from '../text/documentText';
import { DirtyRanges, inOrder, type OffsetRange } from './dirtyRanges';
import { Embedded } from './embedded';
import { EmbeddedGrammars, type GrammarSource } from './embeddedGrammars';
import type { Grammar } from './grammar';
import { injectionsOf } from './injections/registry';
import type { SyntaxLanguage } from './language';
import { ParsedTree } from './parsedTree';
import { readTree } from './readTree';
import { readUnits, rereadUnits } from './readUnits';
import { type Scope, scopesOf, type Surroundings, surroundingsInOrder } from './scopes';
import type { SyntaxText } from './text';
import type { TreeReader } from './treeReader';
import type { FunctionRange, Unit } from './unit';
import type { UnitList } from './unitList';
import { NO_UNITS, SPACE, unitOf, type UnitRun } from './unitRun';
import { UnitRules } from './unitRules';

/** Longest document that is parsed, in UTF-16 units; a tree takes about 20 bytes of memory per unit. */
export const MAX_SYNTAX_LENGTH = 2_000_000;
/** A parse that takes longer is given up, in milliseconds; the longest document takes about a fiftieth. */
export const PARSE_TIME_LIMIT = 10_000;
/** Milliseconds of parsing between two pauses. */
const SLICE = 15;
/** A document is no longer parsed after this many parses that were given up. */
const MAX_TIMEOUTS = 3;

/** Why a document has no units, or 'parsed'. */
export type SyntaxStatus = 'parsed' | 'tooLong' | 'timedOut' | 'disposed';

export interface SyntaxOptions {
  /** Milliseconds after which a parse is given up. */
  readonly timeLimit?: number;
  /** Where the grammars of embedded languages come from; without, their texts are single units. */
  readonly grammars?: GrammarSource;
}

/** What a document in another takes over from that. */
interface Host {
  readonly grammars: EmbeddedGrammars | undefined;
  readonly depth: number;
  readonly ranges: readonly OffsetRange[] | undefined;
}

/** Documents in documents in documents: a fence in Markdown in a fence. */
const MAX_DEPTH = 4;

/**
 * The syntax of a text: its tree and units, which follow the text's edits. Parsing waits until something is asked
 * for, and reads again only what changed.
 */
export class SyntaxDocument implements TextFollower {
  private readonly parsedTree: ParsedTree;
  /** Read when first asked for. */
  private list: UnitList | undefined;
  /** Found when first asked for after an edit. */
  private scopeCache: readonly Scope[] | undefined;
  /** Where the list is not of the tree, and the tree not of the text. */
  private readonly dirty = new DirtyRanges();
  /** Length of the text at the last edit. */
  private length: number;
  /** The tree is of the text as it is. */
  private current = false;
  /** Counts what happens to the text. */
  private revision = 0;
  private state: SyntaxStatus = 'parsed';
  private timeouts = 0;
  private readonly timeLimit: number;
  private readonly grammars: EmbeddedGrammars | undefined;
  private readonly embedded: Embedded | undefined;

  /** @param text may change as long as each change is told */
  constructor(
    private readonly grammar: Grammar,
    private text: SyntaxText,
    options: SyntaxOptions = {},
    host?: Host,
  ) {
    this.length = text.length;
    this.timeLimit = options.timeLimit ?? PARSE_TIME_LIMIT;
    this.grammars = host ? host.grammars : options.grammars && new EmbeddedGrammars(options.grammars);
    this.parsedTree = new ParsedTree(grammar, host?.ranges);
    const injections = injectionsOf(grammar.language.id);
    const depth = host?.depth ?? 0;
    if (!injections || depth === MAX_DEPTH) return;
    this.embedded = new Embedded(
      injections,
      () => this.text,
      (id, window, ranges) => {
        const inner = this.grammars?.get(id);
        return (
          inner &&
          new SyntaxDocument(inner, window, options, { grammars: this.grammars, depth: depth + 1, ranges })
        );
      },
    );
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
   * Parses ahead, so that what is asked next is answered at once: in slices of a few milliseconds, with a `pause`
   * between them, in which edits may come and which may put an end to it with false. Returns whether the tree is
   * that of the text.
   */
  async parseAhead(pause: () => Promise<boolean>): Promise<boolean> {
    if (!this.needsParse()) return this.state === 'parsed';
    const broken = this.list?.brokenPlaces ?? [];
    const parse = this.parsedTree.parseInSlices(this.text, this.timeLimit, SLICE, broken);
    const { revision } = this;
    for (;;) {
      const step = parse.next();
      if (step.done) {
        this.finish(step.value);
        return this.state === 'parsed';
      }
      const goesOn = await pause();
      if (!goesOn || revision !== this.revision) {
        parse.return(undefined);
        return false;
      }
    }
  }

  /**
   * Loads the grammars of the languages that are embedded in the text; until then, and where one does not load,
   * what is written in them are single units. Returns the errors of those that did not load, ever.
   */
  async loadEmbedded(): Promise<readonly unknown[]> {
    if (!this.embedded || !this.grammars) return [];
    // A text that can be read now may hold others.
    for (let depth = 0; depth <= MAX_DEPTH; depth++) {
      this.unitList();
      if (!(await this.grammars.load())) break;
      this.embedded.dispose();
      this.list = undefined;
    }
    return this.grammars.failures;
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

  /** For a text that changes where it is, DocumentText's: [start, end) has just been replaced by `inserted` units. */
  edited(start: number, end: number, inserted: number): void {
    this.follow({ start, end, text: this.text.slice(start, start + inserted) }, this.text);
  }

  /** The same, after changes that are not told one by one. */
  replaced(): void {
    this.reset(this.text);
  }

  /** Takes another text, whose syntax is read from scratch. */
  reset(text: SyntaxText): void {
    this.drop();
    this.text = text;
    this.length = text.length;
    this.current = false;
    this.revision++;
  }

  /**
   * Calls `visit` with a reader at the root of the tree as the grammar made it, and the text; undefined without a
   * tree. Until it returns, nothing else may be asked of any document. Offsets are the text's, but what the parser
   * is shown instead of the text (SyntaxLanguage.parserText) may be missing from the tree.
   */
  read<T>(visit: (reader: TreeReader, text: SyntaxText) => T): T | undefined {
    const tree = this.parsed();
    return tree && readTree(tree, (reader) => visit(reader, this.text));
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
    this.drop();
    this.revision++;
    this.state = 'disposed';
  }

  private follow(edit: TextEdit, newText: SyntaxText): void {
    if (this.parsedTree.tree) {
      const { start, end, text } = this.parsedTree.edited(edit, newText);
      this.list?.edited(start, end, text.length);
      this.dirty.edited(start, end, text.length);
    }
    this.text = newText;
    this.length = newText.length;
    this.embedded?.edited(edit);
    this.current = false;
    this.revision++;
  }

  private unitList(): UnitList | undefined {
    const tree = this.parsed();
    if (!tree) return undefined;
    const { embedded, text } = this;
    const rules = UnitRules.of(this.grammar);
    if (!this.list) {
      this.list = readUnits(tree, rules, text, embedded);
      this.dirty.take();
    } else if (!this.dirty.isEmpty) {
      const changed = this.dirty.take();
      const widened = embedded ? inOrder(embedded.widen(changed, tree)) : changed;
      rereadUnits(this.list, widened, tree, rules, text, embedded);
    }
    return this.list;
  }

  private parsed(): Tree | undefined {
    if (this.needsParse()) {
      this.finish(this.parsedTree.parse(this.text, this.timeLimit, this.list?.brokenPlaces ?? []));
    }
    return this.parsedTree.tree;
  }

  /** False also where parsing is out of the question. */
  private needsParse(): boolean {
    if (this.current || this.state === 'disposed') return false;
    if (this.text.length > MAX_SYNTAX_LENGTH) {
      this.drop();
      this.state = 'tooLong';
    }
    this.current = this.text.length > MAX_SYNTAX_LENGTH || this.timeouts === MAX_TIMEOUTS;
    return !this.current;
  }

  private finish(changed: readonly OffsetRange[] | undefined): void {
    this.current = true;
    this.revision++;
    this.scopeCache = undefined;
    this.state = changed ? 'parsed' : 'timedOut';
    for (const { start, end } of changed ?? []) this.dirty.add(start, end);
    if (!changed) {
      this.timeouts++;
      this.drop();
    }
  }

  private drop(): void {
    this.parsedTree.drop();
    this.embedded?.dispose();
    this.list = undefined;
    this.dirty.take();
  }
}
