import type { NodeRule } from './grammar';
import type { TextReader } from './text';
import type { TreeReader } from './treeReader';
import type { UnitBuilder } from './unitBuilder';
import type { UnitRules } from './unitRules';
import { BROKEN, unitCode } from './unitRun';
import { unitTypeId } from './unitTypes';

/** Reads a tree's units from front to back: leaves, whole nodes, and the gaps with text that leaves leave. */
export class LeafWalk {
  /** Open nodes from the root down, and where the text that each has accounted for ends. */
  private readonly open: NodeRule[] = [];
  private readonly covered: number[] = [];
  private isKnown: ((start: number) => boolean) | undefined;
  private knownFrom = 0;
  /** Open nodes of text that the grammar can't make sense of. */
  private errors = 0;

  constructor(
    private readonly reader: TreeReader,
    private readonly rules: UnitRules,
    private readonly text: TextReader,
    private readonly units: UnitBuilder,
  ) {}

  /**
   * From the root, which the reader is at, to the end of the text, or to the first place behind which all units
   * are known, if one is: `isKnown` is asked with the start of each unit that is not a gap. Returns where that is.
   */
  readFromStart(isKnown?: (start: number) => boolean): number {
    this.isKnown = isKnown;
    // The root's own node starts after leading blanks; give it all of the text.
    this.enter(this.currentRule(), 0);
    if (this.reader.gotoFirstChild()) return this.readToKnown();
    this.gap(this.text.length);
    return this.close(this.text.length);
  }

  /** The same from the unit that the reader is at; `open` are the nodes around it from the root down. */
  readFrom(open: readonly NodeRule[], isKnown: (start: number) => boolean): number {
    this.isKnown = isKnown;
    for (const rule of open) this.enter(rule, this.reader.startIndex);
    return this.readToKnown();
  }

  private readToKnown(): number {
    return this.close(this.readSiblings() ? this.knownFrom : this.text.length);
  }

  private close(end: number): number {
    this.units.close(end);
    return end;
  }

  /** From the present node to the end of the tree; true when it stopped at a known place. */
  private readSiblings(): boolean {
    const { reader, open, covered } = this;
    for (;;) {
      const start = reader.startIndex;
      const end = reader.endIndex;
      // A node without text (a missing token, an empty rule) is nothing to a reader.
      if (end > start) {
        const rule = this.currentRule();
        if (start > covered[covered.length - 1]!) this.gap(start);
        if (!this.isUnit(rule) && reader.gotoFirstChild()) {
          this.enter(rule, start);
          continue;
        }
        if (this.leaf(rule, start, end)) return true;
        this.cover(end);
      } else {
        this.units.markBroken();
      }
      while (!reader.gotoNextSibling()) {
        if (!reader.gotoParent()) return false;
        const close = open.length === 1 ? this.text.length : reader.endIndex;
        if (close > covered[covered.length - 1]!) this.gap(close);
        if (open.length === 1) return false;
        if (open.pop()!.type === 'ERROR') this.errors--;
        covered.pop();
        this.cover(close);
      }
    }
  }

  private currentRule(): NodeRule {
    return this.rules.rule(this.reader.nodeTypeId, this.reader);
  }

  private isUnit(rule: NodeRule): boolean {
    return rule.whole === 'never' ? false : isWhole(this.reader, rule, this.rules);
  }

  /** True when what starts here is known already. */
  private leaf(rule: NodeRule, start: number, end: number): boolean {
    const { text } = this;
    let [from, to] = [start, end];
    while (from < to && isBlank(text.charCodeAt(from))) from++;
    if (from === to) return false;
    while (isBlank(text.charCodeAt(to - 1))) to--;
    // A comment's node may hold the line break after it (Rust, CRLF files); a string's blanks are its own.
    if (rule.text) [from, to] = [start, end];
    if (this.isKnown?.(from)) {
      this.knownFrom = from;
      return true;
    }
    const kind = rule.kindOf?.(text.slice(from, to));
    const code = kind
      ? unitCode(kind, unitTypeId(rule.type))
      : this.rules.code(rule, this.parent, this.reader);
    this.units.add(code | this.broken, from, to);
    return false;
  }

  /** Adds the text between what is covered and `end` as a unit of its parent's, unless it is blank. */
  private gap(end: number): void {
    const { text } = this;
    let from = this.covered[this.covered.length - 1]!;
    while (from < end && isBlank(text.charCodeAt(from))) from++;
    if (from >= end) return;
    let to = end;
    while (isBlank(text.charCodeAt(to - 1))) to--;
    this.units.add(this.rules.gapCode(text.slice(from, to), this.parent) | this.broken, from, to);
  }

  private enter(rule: NodeRule, start: number): void {
    this.open.push(rule);
    this.covered.push(start);
    if (rule.type === 'ERROR') this.errors++;
  }

  private get broken(): number {
    return this.errors > 0 ? BROKEN : 0;
  }

  private get parent(): NodeRule {
    return this.open[this.open.length - 1]!;
  }

  private cover(end: number): void {
    const last = this.covered.length - 1;
    if (end > this.covered[last]!) this.covered[last] = end;
  }
}

/** Whether the reader's node, whose rule this is, is one unit with all that is in it. */
export function isWhole(reader: TreeReader, rule: NodeRule, rules: UnitRules): boolean {
  if (rule.whole !== 'plain') return rule.whole === 'always';
  if (!reader.gotoFirstChild()) return true;
  let interpolated = false;
  do interpolated = rules.rule(reader.nodeTypeId, reader).interpolation;
  while (!interpolated && reader.gotoNextSibling());
  reader.gotoParent();
  return !interpolated;
}

export function isBlank(code: number): boolean {
  return code <= 32
    ? code === 32 || (code >= 9 && code <= 13)
    : code >= 160 && /\s/.test(String.fromCharCode(code));
}
