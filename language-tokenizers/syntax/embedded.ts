import type { Node, Tree } from 'web-tree-sitter';
import type { TextEdit } from '../text/documentText';
import type { OffsetRange } from './dirtyRanges';
import type { EmbeddedUnit, HostInjections, Injection } from './injections/injection';
import type { SyntaxText } from './text';
import { TextWindow } from './textWindow';
import { UnitBuilder } from './unitBuilder';
import { typeOfCode, unitCode, type UnitRun } from './unitRun';
import { UNIT_KINDS } from './unit';
import { unitTypeId } from './unitTypes';

/** Shorter texts are parsed again whenever they are read; the trees of longer ones are kept. */
const KEPT_LENGTH = 2048;
/** Units before an embedded text that tell what it is. */
const BEFORE = 24;

/** What is asked of an embedded text. */
interface InnerDocument {
  readonly status: string;
  run(): UnitRun;
  edit(edit: TextEdit, newText: SyntaxText): void;
  dispose(): void;
}

/** Opens a text of another language, read only in `ranges` if those are given; undefined without its grammar. */
export type OpenEmbedded = (
  languageId: string,
  text: SyntaxText,
  ranges: readonly OffsetRange[] | undefined,
) => InnerDocument | undefined;

interface Kept {
  readonly languageId: string;
  readonly window: TextWindow;
  readonly document: InnerDocument;
  used: boolean;
}

/** Puts the units of embedded texts in the place of the host's single units. */
export class Embedded {
  private readonly byType: ReadonlyMap<number, Injection>;
  private kept: Kept[] = [];

  constructor(
    private readonly host: HostInjections,
    private readonly text: () => SyntaxText,
    private readonly open: OpenEmbedded,
  ) {
    this.byType = new Map(host.injections.map((one) => [unitTypeId(one.node), one]));
  }

  edited({ start, end, text }: TextEdit): void {
    this.kept = this.kept.filter(({ window, document }) => {
      const isInside = start >= window.start && end <= window.end;
      const follows = window.edited(start, end, text.length);
      if (!follows) document.dispose();
      else if (isInside)
        document.edit({ start: start - window.start, end: end - window.start, text }, window);
      return follows;
    });
  }

  /** Adds to each range what stands beside it in a tag, a fence or the like, and may be read in another way now. */
  widen(ranges: readonly OffsetRange[], tree: Tree): OffsetRange[] {
    if (this.host.contexts.length === 0) return [...ranges];
    return ranges.flatMap((range) => [
      range,
      ...[Math.max(0, range.start - 1), range.end].flatMap((offset) => this.contextAt(offset, tree)),
    ]);
  }

  /** The host's units with those of the embedded texts in them. */
  expand(units: UnitBuilder, tree: Tree): UnitBuilder {
    const { starts, codes, length, end } = units;
    if (length === 0) return units;
    const expanded = new UnitBuilder(starts[0]!, length + (length >> 1));
    for (let i = 0; i < length; i++) {
      const unitEnd = i + 1 < length ? starts[i + 1]! : end;
      const injection = this.byType.get(typeOfCode(codes[i]!));
      if (!injection || !this.read(injection, starts[i]!, unitEnd, tree, expanded)) {
        expanded.append(codes[i]!, unitEnd);
      }
    }
    this.dropUnused(starts[0]!, end);
    return expanded;
  }

  dispose(): void {
    for (const { document } of this.kept) document.dispose();
    this.kept = [];
  }

  private contextAt(offset: number, tree: Tree): OffsetRange[] {
    let node: Node | null = tree.rootNode.descendantForIndex(offset);
    while (node && !this.host.contexts.includes(node.type)) node = node.parent;
    return node ? [{ start: node.startIndex, end: node.endIndex }] : [];
  }

  /** Adds the units of an embedded text; false when it stays one unit. */
  private read(injection: Injection, start: number, end: number, tree: Tree, into: UnitBuilder): boolean {
    if (injection.read) {
      const text = this.text();
      const found = injection.read(text.slice(start, end), text.slice(Math.max(0, start - BEFORE), start));
      if (found) addUnits(found, start, end, into);
      return found !== undefined;
    }
    const node = nodeAt(tree, start, end, injection.node);
    const languageId = node && injection.language?.(node);
    if (!node || languageId === undefined) return false;
    const holes = injection.holes === undefined ? [] : holesOf(node, injection.holes, start, end);
    return holes.length === 0 && end - start >= KEPT_LENGTH
      ? this.readKept(languageId, start, end, into)
      : this.readOnce(languageId, start, end, holes, into);
  }

  private readKept(languageId: string, start: number, end: number, into: UnitBuilder): boolean {
    let one = this.kept.find(
      ({ window, languageId: id }) => window.start === start && window.end === end && id === languageId,
    );
    if (!one) {
      const window = new TextWindow(this.text, start, end - start);
      const document = this.open(languageId, window, undefined);
      if (!document) return false;
      this.kept.push((one = { languageId, window, document, used: false }));
    }
    one.used = true;
    return addDocument(one.document, start, into);
  }

  private readOnce(
    languageId: string,
    start: number,
    end: number,
    holes: readonly OffsetRange[],
    into: UnitBuilder,
  ): boolean {
    const window = new TextWindow(this.text, start, end - start);
    const ranges = holes.length > 0 ? between(holes, end - start) : undefined;
    const document = this.open(languageId, window, ranges);
    if (!document) return false;
    try {
      return addDocument(document, start, into);
    } finally {
      document.dispose();
    }
  }

  /** Frees the trees in a stretch that has just been read and where they were not met. */
  private dropUnused(start: number, end: number): void {
    this.kept = this.kept.filter((one) => {
      const { window, document, used } = one;
      one.used = false;
      if (used || window.end <= start || window.start >= end) return true;
      document.dispose();
      return false;
    });
  }
}

function addUnits(found: readonly EmbeddedUnit[], base: number, end: number, into: UnitBuilder): void {
  for (const unit of found) {
    into.add(unitCode(unit.kind, unitTypeId(unit.type)), base + unit.start, base + unit.end);
  }
  into.close(end);
}

function addDocument(document: InnerDocument, base: number, into: UnitBuilder): boolean {
  if (document.status !== 'parsed') return false;
  const { length, kinds, types, ends } = document.run();
  for (let i = 0; i < length; i++) {
    into.append(unitCode(UNIT_KINDS[kinds[i]!]!, types[i]!), base + ends[i]!);
  }
  return true;
}

/** The innermost node of a type that holds the range. */
function nodeAt(tree: Tree, start: number, end: number, type: string): Node | undefined {
  let node: Node | null = tree.rootNode.descendantForIndex(start, end - 1);
  while (node && node.type !== type) node = node.parent;
  return node ?? undefined;
}

/** Ranges, from `start` on, of the node's children of a type. */
function holesOf(node: Node, type: string, start: number, end: number): OffsetRange[] {
  return node.namedChildren
    .filter((child) => child.type === type && child.startIndex < child.endIndex)
    .map((child) => ({
      start: Math.max(start, child.startIndex) - start,
      end: Math.min(end, child.endIndex) - start,
    }))
    .filter((range) => range.start < range.end);
}

/** What the holes leave of a text. */
function between(holes: readonly OffsetRange[], length: number): OffsetRange[] {
  const starts = [0, ...holes.map(({ end }) => end)];
  const ends = [...holes.map(({ start }) => start), length];
  return starts.map((start, i) => ({ start, end: ends[i]! })).filter(({ start, end }) => start < end);
}
