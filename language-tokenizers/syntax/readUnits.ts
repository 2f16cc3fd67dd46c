import type { Tree } from 'web-tree-sitter';
import type { OffsetRange } from './dirtyRanges';
import type { Embedded } from './embedded';
import type { NodeRule } from './grammar';
import { isBlank, isWhole, LeafWalk } from './leaves';
import { type SyntaxText, TextReader } from './text';
import { readTree } from './readTree';
import type { TreeReader } from './treeReader';
import { UnitBuilder } from './unitBuilder';
import { UnitList } from './unitList';
import type { UnitRules } from './unitRules';

/** Nodes without text that are passed over in search of a unit. */
const MAX_STEPS_BACK = 64;

/** All units of a tree's text, those of embedded texts in it. */
export function readUnits(tree: Tree, rules: UnitRules, text: SyntaxText, embedded?: Embedded): UnitList {
  const units = new UnitBuilder(0, text.length >> 1);
  readTree(tree, (reader) => new LeafWalk(reader, rules, new TextReader(text), units).readFromStart());
  return new UnitList(embedded?.expand(units, tree) ?? units, text.length);
}

/**
 * Brings a list of units up to date with a tree, whose nodes differ from those that the list was read from only
 * where they touch `changed`, in order and apart. Ends up with what {@link readUnits} reads.
 */
export function rereadUnits(
  units: UnitList,
  changed: readonly OffsetRange[],
  tree: Tree,
  rules: UnitRules,
  text: SyntaxText,
  embedded?: Embedded,
): void {
  const count = tree.rootNode.descendantCount;
  const chars = new TextReader(text);
  let known = -1;
  for (let next = 0; next < changed.length;) {
    let { start, end } = changed[next++]!;
    if (end < known) continue;
    // What is said of a unit may depend on the node behind it.
    start = start > 1 ? Math.max(0, units.start(units.indexAt(start - 1)) - 1) : 0;
    const isKnown = (from: number) => {
      if (from <= end) return false;
      while (next < changed.length && changed[next]!.start <= from) end = Math.max(end, changed[next++]!.end);
      return from > end && units.startsAt(from);
    };
    const found = readTree(tree, (reader) => {
      const open = seekKnown(reader, units, start, count, rules, chars);
      if (!open) reader.gotoDescendant(0);
      const read = new UnitBuilder(open ? reader.startIndex : 0, 256);
      const walk = new LeafWalk(reader, rules, chars, read);
      known = open ? walk.readFrom(open, isKnown) : walk.readFromStart(isKnown);
      return read;
    });
    if (found.length > 0) units.replace(found.starts[0]!, embedded?.expand(found, tree) ?? found);
  }
}

/**
 * Puts the reader on the node of a unit that starts before `offset` and where the list has a unit's start too.
 * Returns the rules of the nodes around it from the root down; undefined when there is none.
 */
function seekKnown(
  reader: TreeReader,
  units: UnitList,
  offset: number,
  count: number,
  rules: UnitRules,
  text: TextReader,
): NodeRule[] | undefined {
  for (let at = offset; at >= 0;) {
    const open = seekUnit(reader, at, count, rules, text);
    if (!open) return undefined;
    if (units.startsAt(reader.startIndex)) return open;
    at = units.start(units.indexAt(reader.startIndex)) - 1;
  }
  return undefined;
}

/** Puts the reader on the node of the last unit that starts at or before `offset`, gaps aside. */
function seekUnit(
  reader: TreeReader,
  offset: number,
  count: number,
  rules: UnitRules,
  text: TextReader,
): NodeRule[] | undefined {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    reader.gotoDescendant(middle);
    if (reader.startIndex <= offset) low = middle + 1;
    else high = middle;
  }
  for (let index = low - 1, steps = 0; index > 0 && steps < MAX_STEPS_BACK; index--, steps++) {
    reader.gotoDescendant(index);
    if (reader.startIndex === reader.endIndex || isBlank(text.charCodeAt(reader.startIndex))) continue;
    const open = unitAround(reader, index, rules);
    if (open && !isBlank(text.charCodeAt(reader.startIndex))) return open;
  }
  return undefined;
}

/** Moves the reader from node `index` out to the unit that it is in, if it is in one. */
function unitAround(reader: TreeReader, index: number, rules: UnitRules): NodeRule[] | undefined {
  const open: NodeRule[] = [];
  const isLeaf = !reader.gotoFirstChild();
  if (!isLeaf) reader.gotoParent();
  let unit = isLeaf ? index : -1;
  let inside = 0;
  for (;;) {
    const rule = rules.rule(reader.nodeTypeId, reader);
    const at = reader.currentDescendantIndex;
    if (at > 0 && isWhole(reader, rule, rules)) {
      unit = at;
      inside = open.length + 1;
    } else if (at === unit) {
      inside = open.length + 1;
    }
    open.push(rule);
    if (!reader.gotoParent()) break;
  }
  if (unit < 0) return undefined;
  reader.gotoDescendant(unit);
  return open.slice(inside).reverse();
}
