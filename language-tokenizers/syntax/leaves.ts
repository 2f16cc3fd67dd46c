import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { Grammar, NodeRule } from './grammar';
import { gapKind } from './kinds';
import type { Unit, UnitKind } from './unit';

/**
 * Units of `tree` that touch [from, to), in order. Walks with the cursor's properties, the fastest public way
 * to read a tree, and leaves out subtrees before and after the range.
 */
export function unitsOf(tree: Tree, grammar: Grammar, text: string, from: number, to: number): Unit[] {
  const cursor = tree.walk();
  try {
    return new Walk(cursor, grammar, text, from, to).run();
  } finally {
    cursor.delete();
  }
}

class Walk {
  private readonly units: Unit[] = [];
  /** Open nodes from the root down, and where the text that each has accounted for ends. */
  private readonly open: NodeRule[] = [];
  private readonly covered: number[] = [];

  constructor(
    private readonly cursor: TreeCursor,
    private readonly grammar: Grammar,
    private readonly text: string,
    private readonly from: number,
    private readonly to: number,
  ) {}

  run(): Unit[] {
    const { cursor, open, covered } = this;
    const root = this.currentRule();
    // Its own node starts after leading blanks; give it all of the text.
    open.push(root);
    covered.push(0);
    if (!cursor.gotoFirstChild()) {
      this.gap(this.text.length);
      return this.units;
    }
    for (;;) {
      const start = cursor.startIndex;
      const end = cursor.endIndex;
      this.gap(start);
      if (start >= this.to) return this.units;
      const rule = this.currentRule();
      if (end > this.from && end > start && !this.isUnit(rule) && cursor.gotoFirstChild()) {
        open.push(rule);
        covered.push(start);
        continue;
      }
      if (end > this.from) this.leaf(rule, start, end);
      this.cover(end);
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent()) return this.units;
        const close = open.length === 1 ? this.text.length : cursor.endIndex;
        this.gap(close);
        if (open.length === 1) return this.units;
        open.pop();
        covered.pop();
        this.cover(close);
      }
    }
  }

  private currentRule(): NodeRule {
    return this.grammar.rule(this.cursor.nodeTypeId, this.cursor);
  }

  private isUnit(rule: NodeRule): boolean {
    if (rule.whole !== 'plain') return rule.whole === 'always';
    const { cursor } = this;
    if (!cursor.gotoFirstChild()) return true;
    let interpolated = false;
    do interpolated = this.currentRule().interpolation;
    while (!interpolated && cursor.gotoNextSibling());
    cursor.gotoParent();
    return !interpolated;
  }

  private leaf(rule: NodeRule, start: number, end: number): void {
    const inner = trim(this.text, start, end);
    if (!inner) return;
    const kind = this.grammar.kind(rule, this.parent, this.cursor);
    // A comment's node may hold the line break after it (Rust, CRLF files); a string's blanks are its own.
    this.emit(kind, rule.type, rule.text ? [start, end] : inner);
  }

  /** Emits the text between what is covered and `end`, unless it is blank. */
  private gap(end: number): void {
    const start = this.covered[this.covered.length - 1]!;
    const inner = start < end && trim(this.text, start, end);
    if (!inner) return;
    const { type } = this.parent;
    this.emit(gapKind(this.text.slice(...inner), type), type, inner);
  }

  private get parent(): NodeRule {
    return this.open[this.open.length - 1]!;
  }

  private cover(end: number): void {
    const last = this.covered.length - 1;
    if (end > this.covered[last]!) this.covered[last] = end;
  }

  private emit(kind: UnitKind, type: string, [start, end]: readonly [number, number]): void {
    if (end > this.from && start < this.to) this.units.push({ kind, type, start, end });
  }
}

/** The range without the blanks at its ends; undefined when nothing else is in it. */
function trim(text: string, start: number, end: number): [number, number] | undefined {
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (start < end && isBlank(text.charCodeAt(end - 1))) end--;
  return start < end ? [start, end] : undefined;
}

function isBlank(code: number): boolean {
  return code <= 32
    ? code === 32 || (code >= 9 && code <= 13)
    : code >= 160 && /\s/.test(String.fromCharCode(code));
}
