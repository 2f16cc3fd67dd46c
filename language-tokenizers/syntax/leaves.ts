import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { Grammar, NodeRule } from './grammar';
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
    const parent = this.open[this.open.length - 1]!;
    const kind = this.grammar.kind(rule, parent, this.cursor);
    // A comment's node may hold the line break after it (Rust, CRLF files); a string's blanks are its own.
    this.emit(kind, rule.type, start, end, rule.text);
  }

  /** Emits the text between what is covered and `end`, unless it is blank. */
  private gap(end: number): void {
    const start = this.covered[this.covered.length - 1]!;
    if (start >= end) return;
    const parent = this.open[this.open.length - 1]!;
    this.emit(parent.gap, parent.type, start, end, false);
  }

  private cover(end: number): void {
    const last = this.covered.length - 1;
    if (end > this.covered[last]!) this.covered[last] = end;
  }

  private emit(kind: UnitKind, type: string, start: number, end: number, keepBlanks: boolean): void {
    let first = start;
    let last = end;
    while (first < last && isBlank(this.text.charCodeAt(first))) first++;
    if (first === last) return;
    while (isBlank(this.text.charCodeAt(last - 1))) last--;
    if (keepBlanks) {
      first = start;
      last = end;
    }
    if (last > this.from && first < this.to) this.units.push({ kind, type, start: first, end: last });
  }
}

function isBlank(code: number): boolean {
  return code <= 32
    ? code === 32 || (code >= 9 && code <= 13)
    : code >= 160 && /\s/.test(String.fromCharCode(code));
}
